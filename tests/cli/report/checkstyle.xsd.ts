/**
 * Checkstyle ships no schema for its XML. This one says what its logger writes.
 * Source: com.puppycrawl.tools.checkstyle.XMLLogger, and checkstyle.org, "XMLLogger"; the severities are those of
 * checkstyle.org, "SeverityLevel".
 */
export const CHECKSTYLE_XSD = `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="checkstyle">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="file" type="file" minOccurs="0" maxOccurs="unbounded"/>
      </xs:sequence>
      <xs:attribute name="version" type="xs:token" use="required"/>
    </xs:complexType>
    <xs:unique name="a-file-stands-once">
      <xs:selector xpath="file"/>
      <xs:field xpath="@name"/>
    </xs:unique>
  </xs:element>
  <xs:complexType name="file">
    <xs:sequence>
      <xs:element name="error" type="error" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
  </xs:complexType>
  <xs:complexType name="error">
    <xs:attribute name="line" type="xs:positiveInteger" use="required"/>
    <xs:attribute name="column" type="xs:positiveInteger"/>
    <xs:attribute name="severity" use="required">
      <xs:simpleType>
        <xs:restriction base="xs:token">
          <xs:enumeration value="ignore"/>
          <xs:enumeration value="info"/>
          <xs:enumeration value="warning"/>
          <xs:enumeration value="error"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
    <xs:attribute name="message" type="xs:string" use="required"/>
    <xs:attribute name="source" type="xs:string" use="required"/>
  </xs:complexType>
</xs:schema>
`;
