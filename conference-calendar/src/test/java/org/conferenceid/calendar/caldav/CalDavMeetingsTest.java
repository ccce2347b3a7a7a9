package org.conferenceid.calendar.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.conferenceid.InvalidValueException;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.calendar.follower.StoredMeeting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a CalDAV server may do, and what comes of it. Real ones are met by RadicaleTest and
 * DavicalTest.
 */
class CalDavMeetingsTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final DavStub server;
  private final CalDavMeetings meetings;

  CalDavMeetingsTest() throws IOException {
    server = new DavStub();
    server.put("a.ics", "BEGIN:VCALENDAR\r\n");
    meetings = builder().build();
  }

  private CalDavMeetings.Builder builder() {
    return CalDavMeetings.builder(
            user -> Optional.of(server.account()).filter(a -> user.equals(AMELIE)))
        .allowPlainHttp()
        .requestsPerSecond(Double.POSITIVE_INFINITY);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String name(String file) {
    return server.address() + "/home/amelie/work/" + file;
  }

  private StoredMeeting read(String file) {
    return meetings.read(AMELIE, name(file)).orElseThrow();
  }

  /** What fails, and that it tells nothing that it must not. */
  private static void assertFails(Runnable call, String... problem) {
    assertThatThrownBy(call::run)
        .isInstanceOf(CalDavException.class)
        .hasMessageContainingAll(problem)
        .satisfies(
            thrown -> {
              for (Throwable part = thrown; part != null; part = part.getCause()) {
                assertThat(part.toString())
                    .doesNotContain(DavStub.PASSWORD, "Basic", "amelie", "YW1lbGll");
              }
            });
  }

  @Test
  @DisplayName("B16: calendars are found from the server's address, as RFC 6764 says")
  void shouldDiscover() {
    assertThat(meetings.find(AMELIE, NOW)).containsExactly(name("a.ics"));
    assertThat(server.requests)
        .containsExactly(
            "PROPFIND /.well-known/caldav",
            "PROPFIND /dav/",
            "PROPFIND /principals/amelie/",
            "PROPFIND /home/amelie/",
            "REPORT /home/amelie/work/");
    assertThat(meetings.find(UserId.of("bruno"), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/principals/amelie/", "/home/amelie/"})
  @DisplayName("B16: calendars are found from a principal and from a home, whoever asks")
  void shouldStartAnywhere(String start) {
    CalDavMeetings service =
        CalDavMeetings.builder(
                user ->
                    Optional.of(
                        CalDavAccount.withPassword(
                            server.address().resolve(start), DavStub.USER, DavStub.PASSWORD)))
            .allowPlainHttp()
            .build();
    assertThat(service.find(AMELIE, NOW)).containsExactly(name("a.ics"));
    assertThat(server.requests).doesNotContain("PROPFIND /dav/");
  }

  @Test
  @DisplayName("B16: what is saved replaces what was read")
  void shouldSave() {
    StoredMeeting read = read("a.ics");
    assertThat(new String(read.content(), StandardCharsets.UTF_8)).isEqualTo("BEGIN:VCALENDAR\r\n");
    assertThat(meetings.save(AMELIE, read, DavStub.bytes("new"))).isTrue();
    assertThat(server.get("a.ics")).isEqualTo("new");
    assertThat(meetings.save(AMELIE, read, DavStub.bytes("old"))).as("a second time").isFalse();
    assertThat(server.get("a.ics")).isEqualTo("new");
  }

  @Test
  @DisplayName("B16: an answer of an invitee that came meanwhile is not lost (RFC 6638)")
  void shouldKeepAnswers() {
    StoredMeeting read = read("a.ics");
    server.stored.computeIfPresent(
        "/home/amelie/work/a.ics",
        (path, was) -> new DavStub.Stored("accepted", was.etag() + 1, 1));
    assertThat(meetings.save(AMELIE, read, DavStub.bytes("new"))).isFalse();
    assertThat(meetings.save(AMELIE, read("a.ics"), DavStub.bytes("new"))).isTrue();
  }

  @Test
  @DisplayName("B16: what was removed meanwhile is neither read nor saved")
  void shouldLeaveWhatIsGone() {
    StoredMeeting read = read("a.ics");
    server.stored.clear();
    assertThat(meetings.read(AMELIE, read.name())).isEmpty();
    assertThat(meetings.save(AMELIE, read, DavStub.bytes("new"))).isFalse();
    assertThat(server.stored).isEmpty();
  }

  @Test
  @DisplayName("B16: nothing is saved without an ETag")
  void shouldNeedTags() {
    server.faults.put(
        "GET",
        (stub, exchange) -> {
          DavStub.answer(exchange, 200, "BEGIN:VCALENDAR\r\n");
          return true;
        });
    StoredMeeting read = read("a.ics");
    assertFails(() -> meetings.save(AMELIE, read, new byte[1]), "ETag");
  }

  @Test
  @DisplayName("B16: whether the server tells invitees by itself is known")
  void shouldKnowWhoTells() {
    assertThat(meetings.tellsInvitees(AMELIE)).isTrue();
    server.schedules = false;
    assertThat(meetings.tellsInvitees(AMELIE)).isFalse();
    assertThat(meetings.save(AMELIE, read("a.ics"), DavStub.bytes("new"))).isTrue();
    assertThat(meetings.tellsInvitees(UserId.of("bruno"))).isFalse();
  }

  static Stream<Integer> refusals() {
    return Stream.of(400, 401, 403, 409, 423, 429, 500, 503, 507);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  @DisplayName("B23: what the server refuses is told by its status")
  void shouldTellTheStatus(int status) {
    StoredMeeting read = read("a.ics");
    for (String method : List.of("PUT", "GET", "REPORT", "PROPFIND")) {
      server.faults.put(
          method,
          (stub, exchange) -> {
            DavStub.answer(exchange, status, "amelie, " + DavStub.PASSWORD);
            return true;
          });
    }
    assertFails(() -> meetings.save(AMELIE, read, new byte[1]), "PUT", "HTTP " + status);
    assertFails(() -> meetings.read(AMELIE, name("a.ics")), "GET", "HTTP " + status);
    assertFails(() -> meetings.find(AMELIE, NOW), "PROPFIND", "HTTP " + status);
    server.faults.remove("PROPFIND");
    assertFails(() -> meetings.find(AMELIE, NOW), "REPORT", "HTTP " + status);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("B23: a server that hangs, before its answer or in it, is given up in time")
  void shouldNotWaitForEver(boolean inTheAnswer) {
    server.faults.put(
        "GET",
        (stub, exchange) -> {
          if (inTheAnswer) {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('B');
            exchange.getResponseBody().flush();
          }
          stub.hang();
          return true;
        });
    CalDavMeetings hasty = builder().requestTimeout(Duration.ofMillis(200)).build();
    assertFails(() -> hasty.read(AMELIE, name("a.ics")), "GET was not answered within PT0.2S");
  }

  @Test
  @DisplayName("B23: a connection that ends without an answer is tried again, and not for ever")
  void shouldTryAgainWhenCutOff() {
    StoredMeeting read = read("a.ics");
    AtomicInteger cuts = new AtomicInteger(2);
    for (String method : List.of("PROPFIND", "REPORT", "OPTIONS")) {
      server.faults.put(method, (stub, exchange) -> cuts.getAndDecrement() > 0);
    }
    assertThat(meetings.find(AMELIE, NOW)).containsExactly(read.name());
    cuts.set(1);
    assertThat(meetings.tellsInvitees(AMELIE)).isTrue();

    server.faults.put(
        "PUT",
        (stub, exchange) -> {
          server.faults.clear();
          server.put("a.ics", "saved, and not answered");
          server.stored.computeIfPresent(
              "/home/amelie/work/a.ics",
              (path, was) -> new DavStub.Stored(was.content(), was.etag() + 1, 2));
          return true;
        });
    assertThat(meetings.save(AMELIE, read, DavStub.bytes("new"))).isFalse();
    assertThat(server.get("a.ics")).isEqualTo("saved, and not answered");

    server.faults.put("GET", (stub, exchange) -> true);
    assertFails(() -> meetings.read(AMELIE, read.name()), "GET failed: IOException");
  }

  @Test
  @DisplayName("B23: a server that is not there is told as such")
  void shouldTellWhatIsAway() {
    server.close();
    assertFails(() -> meetings.find(AMELIE, NOW), "PROPFIND failed: ConnectException");
  }

  @Test
  @DisplayName("B23: an answer without end is given up at the limit")
  void shouldBoundMemory() {
    server.faults.put(
        "GET",
        (stub, exchange) -> {
          exchange.sendResponseHeaders(200, 0);
          endless(exchange);
          return true;
        });
    CalDavMeetings small = builder().maxBytes(100_000).build();
    assertFails(() -> small.read(AMELIE, name("a.ics")), "more than 100000 bytes");
  }

  private static void endless(HttpExchange exchange) {
    try (OutputStream out = exchange.getResponseBody()) {
      while (true) {
        out.write(new byte[10_000]);
      }
    } catch (IOException e) {
      // the client has hung up
    }
  }

  static Stream<String> hostileXml() {
    String entities =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    return Stream.of(
        "",
        "no XML",
        "<D:multistatus xmlns:D=\"DAV:\">",
        "<x>".repeat(100_000),
        "<?xml version=\"1.0\"?>" + entities + "<x>&b;</x>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
        "<x>&undefined;</x>",
        "<x xmlns:a=\"b\"><a:y></x></a:y>");
  }

  @ParameterizedTest
  @MethodSource("hostileXml")
  @DisplayName("B23: XML that is broken, has a document type or is too deep is refused")
  void shouldRefuseHostileXml(String xml) {
    server.faults.put(
        "REPORT",
        (stub, exchange) -> {
          DavStub.answer(exchange, 207, xml);
          return true;
        });
    assertFails(() -> meetings.find(AMELIE, NOW), "no XML that can be used");
  }

  @Test
  @DisplayName("B23: a list that the server has cut off is no list")
  void shouldNoticeWhatIsLeftOut() {
    server.faults.put(
        "REPORT",
        (stub, exchange) -> {
          DavStub.multistatus(
              exchange,
              "<D:response><D:href>/home/amelie/work/</D:href>"
                  + "<D:status>HTTP/1.1 507 Insufficient Storage</D:status></D:response>");
          return true;
        });
    assertFails(() -> meetings.find(AMELIE, NOW), "leaves meetings out");
  }

  @Test
  @DisplayName("Credentials go to no other host, by a redirect or by the address of a meeting")
  void shouldKeepCredentials() throws IOException {
    try (DavStub other = new DavStub()) {
      for (String method : List.of("PROPFIND", "GET")) {
        server.faults.put(
            method,
            (stub, exchange) -> {
              DavStub.redirect(exchange, other.address() + "/home/amelie/work/a.ics");
              return true;
            });
      }
      assertFails(() -> meetings.find(AMELIE, NOW), "another host");
      assertFails(() -> meetings.read(AMELIE, name("a.ics")), "another host");
      server.faults.clear();
      server.faults.put(
          "REPORT",
          (stub, exchange) -> {
            DavStub.multistatus(exchange, DavStub.response(other.address() + "/b.ics", ""));
            return true;
          });
      List<String> named = new ArrayList<>(meetings.find(AMELIE, NOW));
      assertFails(() -> meetings.read(AMELIE, named.get(0)), "another host");
      assertThat(other.requests).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dav/", "https://127.0.0.1/", "", "mailto:x@example.org", "http://[::"})
  @DisplayName("B23: a redirect that goes round, to another scheme or nowhere comes to an end")
  void shouldEndRedirects(String location) {
    server.faults.put(
        "PROPFIND",
        (stub, exchange) -> {
          DavStub.redirect(exchange, location);
          return true;
        });
    assertThatThrownBy(() -> meetings.find(AMELIE, NOW)).isInstanceOf(CalDavException.class);
    assertThat(server.requests).hasSizeLessThan(10);
  }

  @Test
  @DisplayName("Credentials are not sent in the clear unless that is allowed")
  void shouldRefusePlainHttp() {
    CalDavMeetings strict = CalDavMeetings.builder(user -> Optional.of(server.account())).build();
    assertFails(() -> strict.find(AMELIE, NOW), "http");
    assertThat(server.requests).isEmpty();
  }

  @Test
  @DisplayName("No more requests are sent in a second than is allowed")
  void shouldLimitRequests() {
    List<Duration> pauses = new ArrayList<>();
    TimeSource standing =
        new TimeSource() {
          @Override
          public long nanoTime() {
            return 0;
          }

          @Override
          public void sleep(Duration time) {
            pauses.add(time);
          }

          @Override
          public double jitter() {
            return 0;
          }
        };
    CalDavMeetings slow = builder().requestsPerSecond(4).timeSource(standing).build();
    for (int i = 0; i < 3; i++) {
      slow.read(AMELIE, name("a.ics"));
    }
    assertThat(pauses)
        .containsExactly(Duration.ZERO, Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @Test
  @DisplayName("Accounts and settings that cannot be used are refused, and show no secret")
  void shouldRefuseNonsense() {
    URI address = URI.create("https://calendar.example.org/");
    assertThat(CalDavAccount.withPassword(address, "amelie", DavStub.PASSWORD))
        .hasToString("CalDavAccount[calendar.example.org]");
    assertThatCode(() -> CalDavAccount.withToken(address, "abc._~+/-=="))
        .doesNotThrowAnyException();
    for (String wrong :
        List.of("ftp://x.org/", "https:///x", "https://me:pw@x.org/", "https://x.org/?a", "/x")) {
      assertThatThrownBy(() -> CalDavAccount.withPassword(URI.create(wrong), "a", "b"))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageNotContaining("pw");
    }
    assertThatThrownBy(() -> CalDavAccount.withPassword(address, "a:b", "c"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> CalDavAccount.withToken(address, "a\r\nb"))
        .isInstanceOf(InvalidValueException.class);
    CalDavMeetings.Builder builder = builder();
    HttpClient following =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    assertThatThrownBy(() -> builder.httpClient(following))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> builder.requestsPerSecond(0))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> builder.maxBytes(0)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> builder.requestTimeout(Duration.ZERO))
        .isInstanceOf(InvalidValueException.class);
  }
}
