package org.conferenceid.calendar.caldav;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A CalDAV server in the process that schedules by itself, as far as RFC 6638 section 3.2.10 goes:
 * for faults that a real one cannot give on demand.
 */
final class DavStub implements AutoCloseable {
  static final String USER = "amelie";
  static final String PASSWORD = "geheim-4711";

  /** A fault: answers instead of the server, and tells whether it did. */
  interface Fault {
    boolean answer(DavStub stub, HttpExchange exchange) throws IOException;
  }

  /** A meeting and its two tags: an answer of an invitee changes the first one alone. */
  record Stored(String content, int etag, int scheduleTag) {}

  final Map<String, Stored> stored = Collections.synchronizedMap(new TreeMap<>());
  final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  final Map<String, Fault> faults = new ConcurrentHashMap<>();
  final CountDownLatch released = new CountDownLatch(1);
  volatile boolean schedules = true;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  DavStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create(
        "http://"
            + InetAddress.getLoopbackAddress().getHostAddress()
            + ":"
            + server.getAddress().getPort());
  }

  CalDavAccount account() {
    return CalDavAccount.withPassword(address(), USER, PASSWORD);
  }

  void put(String name, String content) {
    stored.put("/home/amelie/work/" + name, new Stored(content, 1, 1));
  }

  String get(String name) {
    return stored.get("/home/amelie/work/" + name).content();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(method + " " + path);
    String expected = "Basic " + Base64.getEncoder().encodeToString(bytes(USER + ":" + PASSWORD));
    try {
      Fault fault = faults.get(method);
      if (fault != null && fault.answer(this, exchange)) {
        return;
      }
      if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        answer(exchange, 401, "");
      } else {
        answer(exchange, method, path, body);
      }
    } finally {
      exchange.close();
    }
  }

  private void answer(HttpExchange exchange, String method, String path, byte[] body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("DAV", "1, 3, calendar-access" + (schedules ? ", calendar-auto-schedule" : ""));
    switch (method) {
      case "OPTIONS" -> answer(exchange, 200, "");
      case "PROPFIND" -> propfind(exchange, path);
      case "REPORT" -> report(exchange, path, text(body));
      case "GET" -> {
        Stored found = stored.get(path);
        if (found == null) {
          answer(exchange, 404, "");
        } else {
          headers.set("ETag", "\"" + found.etag + "\"");
          if (schedules) {
            headers.set("Schedule-Tag", "\"s" + found.scheduleTag + "\"");
          }
          answer(exchange, 200, found.content);
        }
      }
      case "PUT" -> put(exchange, path, body);
      default -> answer(exchange, 405, "");
    }
  }

  private void put(HttpExchange exchange, String path, byte[] body) throws IOException {
    Stored found = stored.get(path);
    Headers wanted = exchange.getRequestHeaders();
    boolean asRead =
        found != null
            && ("\"" + found.etag + "\"").equals(wanted.getFirst("If-Match"))
            && (!schedules
                || ("\"s" + found.scheduleTag + "\"")
                    .equals(wanted.getFirst("If-Schedule-Tag-Match")));
    if (asRead) {
      stored.put(path, new Stored(text(body), found.etag + 1, found.scheduleTag + 1));
    }
    answer(exchange, asRead ? 204 : 412, "");
  }

  private void propfind(HttpExchange exchange, String path) throws IOException {
    switch (path) {
      case "/.well-known/caldav" -> redirect(exchange, "/dav/");
      case "/dav/" ->
          multistatus(
              exchange,
              response(
                  path,
                  "<D:current-user-principal><D:href>/principals/amelie/</D:href>"
                      + "</D:current-user-principal>"));
      case "/principals/amelie/" ->
          multistatus(
              exchange,
              response(
                  path,
                  "<C:calendar-home-set><D:href>/home/amelie/</D:href></C:calendar-home-set>"
                      + "<C:schedule-inbox-URL><D:href/></C:schedule-inbox-URL>"
                      + "<C:schedule-outbox-URL><D:href>../../home/amelie/outbox/</D:href>"
                      + "</C:schedule-outbox-URL>"));
      case "/home/amelie/" ->
          multistatus(
              exchange,
              response(path, "<D:resourcetype><D:collection/></D:resourcetype>")
                  + calendar("/home/amelie/work/", "VEVENT")
                  + calendar("/home/amelie/tasks/", "VTODO")
                  + calendar("/home/amelie/outbox/", "VEVENT")
                  + response(
                      "/home/amelie/inbox/",
                      "<D:resourcetype><D:collection/><C:schedule-inbox/></D:resourcetype>"));
      default -> answer(exchange, 404, "");
    }
  }

  private void report(HttpExchange exchange, String path, String query) throws IOException {
    StringBuilder found = new StringBuilder();
    if (query.contains("time-range start=\"20261126T120000Z\"")) {
      stored.keySet().stream()
          .filter(name -> name.startsWith(path))
          .forEach(name -> found.append(response(name, "<D:getetag>\"1\"</D:getetag>")));
    }
    multistatus(exchange, found.toString());
  }

  static String calendar(String path, String component) {
    return response(
        path,
        "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
            + "<C:supported-calendar-component-set><C:comp name=\""
            + component
            + "\"/></C:supported-calendar-component-set>");
  }

  static String response(String path, String properties) {
    return String.format(
        Locale.ROOT,
        "<D:response><D:href>%s</D:href><D:propstat><D:prop><X:secret"
            + " xmlns:X=\"urn:x\">a</X:secret></D:prop><D:status>HTTP/1.1 404 Not Found</D:status>"
            + "</D:propstat><D:propstat><D:prop>%s</D:prop><D:status>HTTP/1.1 200 OK</D:status>"
            + "</D:propstat></D:response>",
        path,
        properties);
  }

  static void multistatus(HttpExchange exchange, String responses) throws IOException {
    answer(
        exchange,
        207,
        "<?xml version=\"1.0\"?>\n<D:multistatus xmlns:D=\"DAV:\""
            + " xmlns:C=\"urn:ietf:params:xml:ns:caldav\">"
            + responses
            + "</D:multistatus>");
  }

  static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    answer(exchange, 301, "");
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, bytes(body));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  /** Waits until the test is over: a server that hangs. */
  void hang() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
