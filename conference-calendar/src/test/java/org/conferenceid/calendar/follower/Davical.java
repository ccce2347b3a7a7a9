package org.conferenceid.calendar.follower;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.conferenceid.UserId;
import org.conferenceid.calendar.caldav.CalDavAccount;
import org.conferenceid.calendar.caldav.CalDavMeetings;

/**
 * Debian's DAViCal, which schedules: what an organizer saves it puts into the invitees' calendars
 * and inboxes by itself. Amelie and Chloe have a calendar each; the administrator may read and
 * write both. Schedule tags it has none, and an invitee's answer fails in this version.
 */
final class Davical implements AutoCloseable {
  static final UserId AMELIE = UserId.of("amelie");
  static final UserId CHLOE = UserId.of("chloe");

  private static final String PASSWORD = "geheim";

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port;
  private final Process process;

  /** Starts it, and waits until it is ready. */
  Davical() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    process =
        new ProcessBuilder("src/test/davical/davical.sh", "" + port)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    if (!"ready".equals(line)) {
      throw new IOException("DAViCal has ended");
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  /** The calendars of each organizer, as the administrator finds them. */
  CalDavMeetings meetings() {
    return meetings(user -> account("caldav.php/" + user.value() + "/", "admin"));
  }

  /** The calendars of each organizer, as they are found by that organizer from the server alone. */
  CalDavMeetings ownMeetings() {
    return meetings(user -> account("", user.value()));
  }

  private CalDavAccount account(String path, String name) {
    return CalDavAccount.withPassword(address().resolve(path), name, PASSWORD);
  }

  private static CalDavMeetings meetings(Function<UserId, CalDavAccount> accounts) {
    return CalDavMeetings.builder(user -> Optional.of(accounts.apply(user)))
        .allowPlainHttp()
        .requestsPerSecond(Double.POSITIVE_INFINITY)
        .build();
  }

  /** Where something in somebody's home is. */
  URI address(UserId user, String name) {
    return address().resolve("caldav.php/" + user.value() + "/" + name);
  }

  /** Saves a meeting as its owner does. */
  void put(UserId user, String name, byte[] file) {
    var unused =
        send(
            user,
            HttpRequest.newBuilder(address(user, name))
                .header("Content-Type", "text/calendar; charset=utf-8")
                .PUT(BodyPublishers.ofByteArray(file)));
  }

  void delete(UserId user, String name) {
    var unused = send(user, HttpRequest.newBuilder(address(user, name)).DELETE());
  }

  /** The names of what is in a collection. */
  List<String> list(UserId user, String collection) {
    byte[] answer =
        send(
            user,
            HttpRequest.newBuilder(address(user, collection))
                .header("Depth", "1")
                .header("Content-Type", "application/xml")
                .method(
                    "PROPFIND",
                    BodyPublishers.ofString(
                        "<propfind xmlns=\"DAV:\"><prop><getetag/></prop></propfind>")));
    return Pattern.compile("/([^/<]+)</href>")
        .matcher(new String(answer, StandardCharsets.UTF_8))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** A meeting as its owner reads it. */
  byte[] get(UserId user, String name) {
    return send(user, HttpRequest.newBuilder(address(user, name)));
  }

  private byte[] send(UserId user, HttpRequest.Builder request) {
    String credentials = user.value() + ":" + PASSWORD;
    String encoded =
        Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    try {
      HttpResponse<byte[]> response =
          client.send(
              request.header("Authorization", "Basic " + encoded).build(),
              BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException("HTTP " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends its input, by which it stops and removes its data. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      process.onExit().join();
    }
  }
}
