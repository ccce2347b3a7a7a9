package org.conferenceid.calendar.caldav;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.conferenceid.calendar.caldav.DavClient.Answer;
import org.conferenceid.calendar.caldav.DavClient.Request;

/** Finds an account's calendars (RFC 6764 section 6, RFC 5397, RFC 4791 section 6.2.1). */
final class Discovery {
  private static final String LOOK =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <D:propfind xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>\
      <D:current-user-principal/><C:calendar-home-set/><D:resourcetype/>\
      <C:supported-calendar-component-set/><C:schedule-inbox-URL/><C:schedule-outbox-URL/>\
      </D:prop></D:propfind>
      """;

  private static final int MULTISTATUS = 207;
  private static final int MAX_CALENDARS = 1000;

  private final DavClient client;
  private final CalDavAccount account;

  /** Some servers show inboxes and outboxes as calendars; what is in them are messages. */
  private final Set<URI> boxes = new HashSet<>();

  Discovery(DavClient client, CalDavAccount account) {
    this.client = client;
    this.account = account;
  }

  /** The addresses of the calendars that hold events. */
  List<URI> find() {
    Set<URI> calendars = new LinkedHashSet<>();
    for (URI home : homes()) {
      Answer answer = look(home, 1).successful("PROPFIND");
      for (Multistatus.Response found : responses(answer)) {
        if (found.holdsEvents()) {
          calendars.add(DavClient.resolved(answer.address(), found.href()));
        }
      }
      if (calendars.size() > MAX_CALENDARS) {
        throw new CalDavException("there are more than " + MAX_CALENDARS + " calendars", null);
      }
    }
    calendars.removeAll(boxes);
    return List.copyOf(calendars);
  }

  /** A start that tells no home is one itself, or a calendar. */
  private List<URI> homes() {
    URI start = account.start();
    boolean server = start.getRawPath().isEmpty() || start.getRawPath().equals("/");
    Answer answer = server ? wellKnown(start) : look(start, 0).successful("PROPFIND");
    List<URI> homes = homes(answer);
    if (homes.isEmpty() && server) {
      for (Multistatus.Response found : responses(answer)) {
        if (found.principal().isPresent()) {
          URI principal = DavClient.resolved(answer.address(), found.principal().get());
          homes.addAll(homes(look(principal, 0).successful("PROPFIND")));
        }
      }
      if (homes.isEmpty()) {
        throw new CalDavException(
            "the server does not say where the calendars are: give the address of the principal or"
                + " of a calendar as the start",
            null);
      }
    }
    return homes.isEmpty() ? List.of(start) : homes;
  }

  /** Servers without the well-known address are asked at their root. */
  private Answer wellKnown(URI start) {
    Answer answer = look(start.resolve("/.well-known/caldav"), 0);
    return answer.status() == MULTISTATUS
        ? answer
        : look(start.resolve("/"), 0).successful("PROPFIND");
  }

  private Answer look(URI address, int depth) {
    return client.send(account, address, Request.xml("PROPFIND", depth, LOOK));
  }

  private List<URI> homes(Answer answer) {
    List<URI> homes = new ArrayList<>();
    for (Multistatus.Response found : responses(answer)) {
      found.homes().forEach(home -> homes.add(DavClient.resolved(answer.address(), home)));
    }
    return homes;
  }

  private List<Multistatus.Response> responses(Answer answer) {
    if (answer.status() != MULTISTATUS) {
      throw new CalDavException(
          "PROPFIND was answered by HTTP " + answer.status() + ": this is no CalDAV server",
          answer.status(),
          null);
    }
    List<Multistatus.Response> responses = Multistatus.read(answer.response().body());
    for (Multistatus.Response found : responses) {
      found.boxes().forEach(box -> boxes.add(DavClient.resolved(answer.address(), box)));
    }
    return responses;
  }
}
