package org.conferenceid.calendar.caldav;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a server answers to PROPFIND and REPORT (RFC 4918 section 13), as far as it is asked
 * for here. A document type is refused, so that no entity is ever looked up or blown up.
 */
final class Multistatus {
  static final String DAV = "DAV:";
  static final String CALDAV = "urn:ietf:params:xml:ns:caldav";

  private static final QName RESPONSE = new QName(DAV, "response");
  private static final QName PROPSTAT = new QName(DAV, "propstat");
  private static final QName STATUS = new QName(DAV, "status");
  private static final QName HREF = new QName(DAV, "href");
  private static final QName PRINCIPAL = new QName(DAV, "current-user-principal");
  private static final QName TYPE = new QName(DAV, "resourcetype");
  private static final QName HOME = new QName(CALDAV, "calendar-home-set");
  private static final Set<QName> BOXES =
      Set.of(new QName(CALDAV, "schedule-inbox-URL"), new QName(CALDAV, "schedule-outbox-URL"));
  private static final QName COMPONENT = new QName(CALDAV, "comp");
  private static final QName CALENDAR = new QName(CALDAV, "calendar");
  private static final int MAX_DEPTH = 100;

  private final List<Response> responses = new ArrayList<>();
  private final Deque<QName> path = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private Response response = new Response();
  private Properties properties = new Properties();

  private Multistatus() {}

  /** What is told of one resource. */
  static final class Response {
    private String href = "";
    private String status = "";
    private Properties properties = new Properties();

    String href() {
      return href;
    }

    /** Whether nothing says that there is no such thing. */
    boolean isThere() {
      return status.isEmpty() || status.contains(" 200");
    }

    /** Whether the server says here that it has left things out (RFC 4791 section 7.8). */
    boolean isCutOff() {
      return status.contains(" 507");
    }

    Optional<String> principal() {
      return Optional.ofNullable(properties.principal);
    }

    List<String> homes() {
      return List.copyOf(properties.homes);
    }

    /** Where a principal's messages are (RFC 6638 section 2). */
    List<String> boxes() {
      return List.copyOf(properties.boxes);
    }

    /** Whether it is a calendar that holds events, as far as is told. */
    boolean holdsEvents() {
      return properties.types.contains(CALENDAR)
          && (properties.components.isEmpty() || properties.components.contains("VEVENT"));
    }
  }

  private static final class Properties {
    private String status = "";
    private @Nullable String principal;
    private final Set<String> homes = new LinkedHashSet<>();
    private final Set<String> boxes = new LinkedHashSet<>();
    private final Set<QName> types = new LinkedHashSet<>();
    private final Set<String> components = new LinkedHashSet<>();
  }

  static List<Response> read(byte[] xml) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    Multistatus document = new Multistatus();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      while (reader.hasNext()) {
        document.take(reader, reader.next());
      }
      reader.close();
    } catch (Throwable thrown) { // whatever a parser makes of what somebody else wrote
      throw thrown instanceof CalDavException own ? own : unusable();
    }
    return document.responses;
  }

  private static CalDavException unusable() {
    return new CalDavException("the server's answer is no XML that can be used", null);
  }

  private void take(XMLStreamReader reader, int event) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> begin(reader);
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
          text.append(reader.getText());
      case XMLStreamConstants.END_ELEMENT -> end(reader.getName());
      case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw unusable();
      default -> {}
    }
  }

  private void begin(XMLStreamReader reader) {
    QName name = reader.getName();
    if (path.size() == MAX_DEPTH) {
      throw unusable();
    }
    if (name.equals(RESPONSE)) {
      response = new Response();
    } else if (name.equals(PROPSTAT)) {
      properties = new Properties();
    } else if (TYPE.equals(path.peek())) {
      properties.types.add(name);
    } else if (name.equals(COMPONENT)) {
      String component = reader.getAttributeValue(null, "name");
      properties.components.add(String.valueOf(component));
    }
    path.push(name);
    text.setLength(0);
  }

  private void end(QName name) {
    path.pop();
    QName parent = path.peek();
    String value = text.toString().strip();
    text.setLength(0);
    if (name.equals(HREF)) {
      if (RESPONSE.equals(parent)) {
        response.href = value;
      } else if (PRINCIPAL.equals(parent)) {
        properties.principal = value;
      } else if (HOME.equals(parent)) {
        properties.homes.add(value);
      } else if (parent != null && BOXES.contains(parent) && !value.isEmpty()) {
        properties.boxes.add(value);
      }
    } else if (name.equals(STATUS)) {
      if (PROPSTAT.equals(parent)) {
        properties.status = value;
      } else if (RESPONSE.equals(parent)) {
        response.status = value;
      }
    } else if (name.equals(PROPSTAT) && properties.status.contains(" 200")) {
      response.properties = properties;
    } else if (name.equals(RESPONSE)) {
      responses.add(response);
    }
  }
}
