package org.conferenceid.spring.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What holds for all requests to the console: somebody is signed in, forms have a token against
 * forgery, and a browser runs nothing, shows the pages in no frame and keeps nothing. What somebody
 * may do is decided for each page, see {@link org.conferenceid.spring.console.page.Requires}.
 */
final class ConsoleSecurity {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String SESSION_ENDED = "/session-ended";
  private static final String FILE_REFUSED = "/file-refused";

  private ConsoleSecurity() {}

  static void apply(HttpSecurity http, ConsoleProperties properties) {
    String path = properties.path();
    http.securityMatcher(path, path + "/**")
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(
                        HttpMethod.GET,
                        path + "/assets/**",
                        path + SESSION_ENDED,
                        path + FILE_REFUSED)
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .headers(
            headers ->
                headers
                    .contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                    .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                    .frameOptions(frame -> frame.deny()))
        .exceptionHandling(
            handling ->
                handling
                    .authenticationEntryPoint(
                        (request, response, exception) -> signIn(request, response, properties))
                    .accessDeniedHandler(
                        (request, response, exception) ->
                            redirect(request, response, path + afterRefusal(request))));
  }

  /** Who reads is sent to sign in and comes back; what was sent is not carried out later. */
  private static void signIn(
      HttpServletRequest request, HttpServletResponse response, ConsoleProperties properties)
      throws IOException {
    boolean reads = HttpMethod.GET.matches(request.getMethod());
    redirect(
        request,
        response,
        reads && !isFragment(request)
            ? properties.signInPage()
            : properties.path() + SESSION_ENDED);
  }

  /** A file that is too large for the web server takes the form's token down with it. */
  private static String afterRefusal(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.startsWith("multipart/") ? FILE_REFUSED : SESSION_ENDED;
  }

  private static boolean isFragment(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }

  private static void redirect(
      HttpServletRequest request, HttpServletResponse response, String page) throws IOException {
    String target = page.startsWith("/") ? request.getContextPath() + page : page;
    if (isFragment(request)) {
      response.setHeader("HX-Redirect", target);
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", target);
    }
  }
}
