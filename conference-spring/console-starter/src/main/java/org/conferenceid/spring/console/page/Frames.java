package org.conferenceid.spring.console.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.spring.console.ConsoleAccess;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.ConsoleTexts;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;

/**
 * Makes the frame of each request.
 *
 * @since 0.1.0
 */
public final class Frames {
  /** Set by the browser's script. */
  private static final String ZONE_COOKIE = "conference-zone";

  private final String path;
  private final String signOut;
  private final ConsoleAccess access;
  private final ConsoleTexts texts;
  private final Assets assets;
  private final List<MenuEntry> menu;
  private final InstantSource time;

  /**
   * Takes what frames are made of.
   *
   * @param path where the console is mounted
   * @param signOut where a form is sent to sign out; empty for nowhere
   * @param access who may do what
   * @param texts the words
   * @param assets the files for the browser
   * @param menu the entries of all groups of pages
   * @param time tells by how much zones differ from UTC now
   */
  public Frames(
      String path,
      String signOut,
      ConsoleAccess access,
      ConsoleTexts texts,
      Assets assets,
      List<MenuEntry> menu,
      InstantSource time) {
    this.path = path;
    this.signOut = signOut;
    this.access = access;
    this.texts = texts;
    this.assets = assets;
    this.menu = List.copyOf(menu);
    this.time = time;
  }

  Frame of(HttpServletRequest request) {
    Optional<Authentication> person =
        Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
            .filter(Authentication::isAuthenticated)
            .filter(found -> !(found instanceof AnonymousAuthenticationToken));
    Optional<ConsoleRole> role = person.flatMap(access::roleOf);
    Locale language = texts.language(languages(request));
    return new Frame(
        path,
        language,
        texts.text(language, "dir").equals("rtl"),
        zone(request),
        time.instant(),
        role,
        person.map(Authentication::getName).orElse(""),
        signOut,
        menu.stream()
            .filter(entry -> person.isPresent() && isFor(entry, role))
            .map(entry -> entry(entry, request))
            .toList(),
        assets);
  }

  private static boolean isFor(MenuEntry entry, Optional<ConsoleRole> role) {
    ConsoleRole needed = entry.role();
    return needed == null || role.filter(own -> own.includes(needed)).isPresent();
  }

  private MenuLink entry(MenuEntry entry, HttpServletRequest request) {
    String target = path + entry.path();
    String here = request.getRequestURI().substring(request.getContextPath().length());
    return new MenuLink(target, entry.text(), here.equals(target) || here.startsWith(target + "/"));
  }

  /** The language that the application chose, then the others that the browser asks for. */
  private static List<Locale> languages(HttpServletRequest request) {
    List<Locale> wanted = new ArrayList<>();
    wanted.add(RequestContextUtils.getLocale(request));
    if (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null) {
      wanted.addAll(Collections.list(request.getLocales()));
    }
    return wanted;
  }

  private static ZoneId zone(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, ZONE_COOKIE);
    try {
      return cookie == null ? ZoneOffset.UTC : ZoneId.of(cookie.getValue().replace("%2F", "/"));
    } catch (DateTimeException noZone) {
      return ZoneOffset.UTC;
    }
  }
}
