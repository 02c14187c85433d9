/** Stores that the rules ignore unless the configuration names them: key-value stores, search, graphs, time series. */
import type { Driver } from "./driver.js";
import { driver } from "./entry.js";

export const OTHER_STORES: readonly Driver[] = [
  driver({
    packages: ["redis", "@redis/client"],
    kind: "key-value",
    engines: ["redis"],
    clients: {
      "createClient()": "client",
      "createClientPool()": "pool",
      "createCluster()": "client",
      "createSentinel()": "client",
    },
    handles: ["duplicate()"],
    fluent: ["connect()"],
    releases: ["close", "destroy", "quit", "disconnect"],
  }),
  driver({
    packages: ["ioredis"],
    kind: "key-value",
    engines: ["redis"],
    defaultExport: "Redis",
    clients: { "new Redis()": "client", "new Cluster()": "client", "Redis.createClient()": "client" },
    handles: ["duplicate()"],
    releases: ["quit", "disconnect"],
  }),
  driver({
    packages: ["@upstash/redis"],
    kind: "key-value",
    engines: ["redis"],
    clients: { "new Redis()": "client", "Redis.fromEnv()": "client" },
  }),
  driver({
    packages: ["@vercel/kv"],
    kind: "key-value",
    engines: ["redis"],
    defaultExport: "kv",
    clients: { "createClient()": "client" },
  }),
  driver({
    packages: ["level", "classic-level"],
    kind: "key-value",
    defaultExport: "level",
    clients: { "new Level()": "database", "new ClassicLevel()": "database", "level()": "database" },
    views: ["sublevel()"],
    releases: ["close"],
  }),
  driver({
    packages: ["@elastic/elasticsearch", "@elastic/elasticsearch-serverless", "@opensearch-project/opensearch"],
    kind: "search",
    clients: { "new Client()": "client" },
    views: ["child()"],
    releases: ["close"],
  }),
  driver({
    packages: ["neo4j-driver", "neo4j-driver-lite"],
    kind: "graph",
    engines: ["neo4j"],
    clients: { "driver()": "client" },
    handles: ["session()", "rxSession()"],
    releases: ["close"],
  }),
  driver({
    packages: ["influx", "@influxdata/influxdb-client", "@influxdata/influxdb-client-browser"],
    kind: "time-series",
    clients: { "new InfluxDB()": "client" },
    handles: ["getWriteApi()"],
    views: ["getQueryApi()"],
    releases: ["close"],
  }),
  driver({
    packages: ["@influxdata/influxdb3-client"],
    kind: "time-series",
    clients: { "new InfluxDBClient()": "client" },
    releases: ["close"],
  }),
];
