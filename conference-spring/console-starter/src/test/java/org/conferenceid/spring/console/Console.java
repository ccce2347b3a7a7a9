package org.conferenceid.spring.console;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** A browser at the console's pages, with the security of the application. */
public final class Console {
  /** Where the console is. */
  public static final String PATH = "/conference";

  private final MockMvcTester mvc;

  Console(WebApplicationContext context) {
    this.mvc = MockMvcTester.from(context, mvc -> mvc.apply(springSecurity()).build());
  }

  /** Somebody who is not signed in. */
  public Person nobody() {
    return new Person(null, new MockHttpSession());
  }

  /** Somebody with authorities, such as {@code ROLE_CONFERENCE_VIEW}; none for no role at all. */
  public Person person(String name, String... authorities) {
    return new Person(new Identity(name, List.of(authorities)), new MockHttpSession());
  }

  /** Somebody who may look. */
  public Person viewer() {
    return person("viewer", "ROLE_CONFERENCE_VIEW");
  }

  /** Somebody who may change one user at a time. */
  public Person operator() {
    return person("operator", "ROLE_CONFERENCE_OPERATE");
  }

  /** Somebody who may change many users at once. */
  public Person head() {
    return person("head", "ROLE_CONFERENCE_MANY");
  }

  /** What stands on a page. */
  static String text(MvcTestResult result) {
    try {
      return result.getResponse().getContentAsString();
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }

  /** Where a redirect leads. */
  static String location(MvcTestResult result) {
    return result.getResponse().getHeader("Location");
  }

  private record Identity(String name, List<String> authorities) {}

  /** Somebody with a session. */
  public final class Person {
    private final Identity identity;
    private final MockHttpSession session;

    private Person(Identity identity, MockHttpSession session) {
      this.identity = identity;
      this.session = session;
    }

    /** Opens a page, given by its path within the console or by what a redirect says. */
    public MvcTestResult open(String path) {
      return as(mvc.get().uri(absolute(path))).exchange();
    }

    /** Opens a page of the application that is none of the console's. */
    public MvcTestResult other(String path) {
      return as(mvc.get().uri(path)).exchange();
    }

    /** Sends a form as the page's own. */
    public MvcTestResult send(String path, String... fields) {
      return post(path, fields).with(csrf()).exchange();
    }

    /** Sends a form, and opens the page to which it leads. */
    public MvcTestResult sendAndFollow(String path, String... fields) {
      return open(send(path, fields).getResponse().getHeader("Location"));
    }

    /** Sends a file as the page's own form. */
    public MvcTestResult upload(String path, String field, String text) {
      return as(mvc.post()
              .uri(absolute(path))
              .multipart()
              .file(new MockMultipartFile(field, text.getBytes(StandardCharsets.UTF_8))))
          .with(csrf())
          .exchange();
    }

    /** A form that is not sent yet: without a token. */
    public MockMvcRequestBuilder post(String path, String... fields) {
      MockMvcRequestBuilder request = as(mvc.post().uri(absolute(path)));
      for (int i = 0; i < fields.length; i += 2) {
        request.param(fields[i], fields[i + 1]);
      }
      return request;
    }

    /** A request of any kind, as this person. */
    public <B extends AbstractMockHttpServletRequestBuilder<B>> B as(B request) {
      request.session(session).locale(Locale.ENGLISH);
      return identity == null
          ? request
          : request.with(
              user(identity.name())
                  .authorities(
                      AuthorityUtils.createAuthorityList(
                          identity.authorities().toArray(String[]::new))));
    }

    /** A page that is not opened yet. */
    public MockMvcRequestBuilder get(String path) {
      return as(mvc.get().uri(absolute(path)));
    }
  }

  private static URI absolute(String path) {
    return URI.create(path.startsWith(PATH) ? path : PATH + path);
  }
}
