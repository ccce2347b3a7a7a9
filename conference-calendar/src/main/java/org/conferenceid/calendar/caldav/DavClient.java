package org.conferenceid.calendar.caldav;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.conferenceid.TimeSource;
import org.conferenceid.internal.RateLimiter;

/**
 * Sends requests: at a limited rate, each within a time, with answers of a limited size, and with
 * credentials to the account's own host alone.
 */
final class DavClient {
  private static final int MAX_REDIRECTS = 5;
  private static final int MAX_TRIES = 3;
  private static final int REDIRECT = 300;
  private static final int NOT_MODIFIED = 304;
  private static final int BAD_REQUEST = 400;

  private final HttpClient http;
  private final Duration timeout;
  private final int maxBytes;
  private final boolean plainHttp;
  private final RateLimiter limiter;
  private final TimeSource time;

  DavClient(
      HttpClient http,
      Duration timeout,
      int maxBytes,
      boolean plainHttp,
      RateLimiter limiter,
      TimeSource time) {
    this.http = http;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.plainHttp = plainHttp;
    this.limiter = limiter;
    this.time = time;
  }

  /** What is asked for. */
  record Request(String method, Map<String, String> headers, BodyPublisher body) {
    static Request get() {
      return new Request("GET", Map.of("Accept", "text/calendar"), BodyPublishers.noBody());
    }

    static Request xml(String method, int depth, String body) {
      return new Request(
          method,
          Map.of("Content-Type", "application/xml; charset=utf-8", "Depth", "" + depth),
          BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }
  }

  /** An answer, and the address that gave it in the end. */
  record Answer(URI address, int status, HttpResponse<byte[]> response) {
    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** Whether the server says that it can do something (RFC 4918 section 10.1). */
    boolean offers(String capability) {
      return response.headers().allValues("DAV").stream()
          .flatMap(line -> Arrays.stream(line.split(",", -1)))
          .anyMatch(part -> part.strip().equalsIgnoreCase(capability));
    }

    Answer successful(String method) {
      if (status >= REDIRECT) {
        throw new CalDavException(method + " was answered by HTTP " + status, status, null);
      }
      return this;
    }
  }

  /** Sends a request, and follows redirects on the same host. */
  Answer send(CalDavAccount account, URI address, Request request) {
    URI at = address;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      requireOwn(account, at);
      HttpResponse<byte[]> response = exchange(account, at, request);
      int status = response.statusCode();
      if (status < REDIRECT || status == NOT_MODIFIED || status >= BAD_REQUEST) {
        return new Answer(at, status, response);
      }
      at = resolved(at, response.headers().firstValue("Location").orElse(""));
    }
    throw new CalDavException(request.method + " was redirected too often", null);
  }

  /** The address that a server has written, as seen from another one. */
  static URI resolved(URI base, String written) {
    try {
      if (!written.isBlank()) {
        return base.resolve(written.strip());
      }
    } catch (IllegalArgumentException e) {
      // as if there were none
    }
    throw new CalDavException("the server has named an address that is none", null);
  }

  private void requireOwn(CalDavAccount account, URI address) {
    URI own = account.start();
    if (!origin(own).equals(origin(address))) {
      throw new CalDavException(
          "the server names another host, which gets no credentials: give that one as the start",
          null);
    }
    if (!plainHttp && !"https".equalsIgnoreCase(own.getScheme())) {
      throw new CalDavException(
          "the address is http, which would show the credentials to everybody on the way", null);
    }
  }

  private static String origin(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int port = address.getPort();
    int usual = scheme.equals("https") ? 443 : 80;
    return scheme
        + "://"
        + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT)
        + ":"
        + (port < 0 ? usual : port);
  }

  /**
   * A connection that ends without an answer is tried again (RFC 9110 section 9.2.2): servers close
   * those that are kept open. Everything here may be repeated: what a PUT has saved the first time
   * is answered by 412 the second time, and read afresh.
   */
  private HttpResponse<byte[]> exchange(CalDavAccount account, URI address, Request request) {
    for (int tries = 1; true; tries++) {
      try {
        return attempt(account, address, request);
      } catch (ExecutionException e) {
        Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
        if (tries == MAX_TRIES || !hasEnded(cause)) {
          throw failed(request, cause);
        }
      }
    }
  }

  private static boolean hasEnded(Throwable cause) {
    return cause instanceof IOException
        && !(cause instanceof HttpTimeoutException)
        && !(cause instanceof ConnectException)
        && ownProblem(cause).isEmpty();
  }

  private HttpResponse<byte[]> attempt(CalDavAccount account, URI address, Request request)
      throws ExecutionException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Authorization", account.authorization())
            .header("User-Agent", "conference-calendar")
            .method(request.method, request.body);
    request.headers.forEach(builder::header);
    try {
      time.sleep(limiter.reserve(1));
      CompletableFuture<HttpResponse<byte[]>> answer =
          http.sendAsync(builder.build(), head -> new LimitedBody(maxBytes));
      boolean ended = false;
      try {
        HttpResponse<byte[]> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        ended = true;
        return response;
      } finally {
        if (!ended) {
          boolean unused = answer.cancel(true); // which closes the connection
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CalDavException(request.method + " was interrupted", e);
    } catch (TimeoutException e) {
      throw late(request);
    }
  }

  private static Optional<CalDavException> ownProblem(Throwable thrown) {
    Throwable part = thrown;
    while (part != null) {
      if (part instanceof CalDavException own) {
        return Optional.of(own);
      }
      part = part.getCause();
    }
    return Optional.empty();
  }

  /** The cause is left out where its message may show what was sent, such as an address. */
  private CalDavException failed(Request request, Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return late(request);
    }
    return ownProblem(cause)
        .map(own -> new CalDavException(request.method + ": " + own.getMessage(), null))
        .orElseGet(
            () ->
                new CalDavException(
                    request.method + " failed: " + cause.getClass().getSimpleName(),
                    cause instanceof IOException ? cause : null));
  }

  private CalDavException late(Request request) {
    return new CalDavException(request.method + " was not answered within " + timeout, null);
  }
}
