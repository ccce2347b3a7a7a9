package org.conferenceid.spring.console.users;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidConferenceIdException;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Text;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.spring.console.ConsoleProperties;
import org.conferenceid.spring.console.ConsoleRole;
import org.conferenceid.spring.console.ConsoleUser;
import org.conferenceid.spring.console.ConsoleUsers;
import org.conferenceid.spring.console.UserSearch;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.ForEverybody;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.Notice;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.References.Kind;
import org.conferenceid.spring.console.page.Requires;
import org.conferenceid.spring.console.page.SeeOther;
import org.conferenceid.spring.console.page.UnknownReferenceException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The list of users. What somebody looks for may be a name or an address, so it is sent by POST,
 * and links hold it as a reference only.
 */
@ConsolePages
final class UserListPages {
  private static final int MAX_TEXT = 255;

  private final ConsoleUsers users;
  private final Administration administration;
  private final References references;
  private final ConsoleProperties properties;

  UserListPages(
      ConsoleUsers users,
      Administration administration,
      References references,
      ConsoleProperties properties) {
    this.users = users;
    this.administration = administration;
    this.references = references;
    this.properties = properties;
  }

  @GetMapping({"", "/"})
  @ForEverybody
  View start(@RequestAttribute(Frame.NAME) Frame frame) {
    return SeeOther.at(
        frame.menu().stream()
            .findFirst()
            .orElseThrow(() -> new AccessDeniedException("Nothing is there for this person"))
            .path());
  }

  @PostMapping("/users")
  @Requires(ConsoleRole.VIEW)
  View search(@RequestParam("text") String text) {
    String wanted = Text.trimmed(Text.storable(text, MAX_TEXT));
    String list = properties.path() + "/users";
    return SeeOther.at(
        wanted.isEmpty() ? list : list + "?search=" + references.of(Kind.SEARCH, wanted));
  }

  /** An ID stands in no link, so what was found is told by where this leads. */
  @PostMapping("/users/by-id")
  @Requires(ConsoleRole.VIEW)
  View searchById(
      @RequestParam("id") String id,
      @RequestAttribute(Frame.NAME) Frame frame,
      RedirectAttributes next) {
    Lookup found;
    try {
      found = administration.lookup(ConferenceId.parse(id));
    } catch (InvalidConferenceIdException noId) {
      next.addFlashAttribute(Notice.NAME, Notice.warn("users.byId.invalid"));
      return SeeOther.at(properties.path() + "/users");
    }
    if (found instanceof Lookup.Active active) {
      return SeeOther.at(page(active.owner()));
    }
    if (found instanceof Lookup.Retired retired) {
      next.addFlashAttribute(
          Notice.NAME,
          Notice.warn(
              retired.lastOwner().isPresent() ? "users.byId.retiredOf" : "users.byId.retired",
              frame.time(retired.retiredAt()).local(),
              frame.time(retired.freeAt()).local()));
      return SeeOther.at(retired.lastOwner().map(this::page).orElse(properties.path() + "/users"));
    }
    next.addFlashAttribute(Notice.NAME, Notice.warn("users.byId.unknown"));
    return SeeOther.at(properties.path() + "/users");
  }

  private String page(UserId user) {
    return properties.path() + "/users/" + references.of(user);
  }

  @GetMapping("/users")
  String list(
      @RequestParam(name = "search", required = false) @Nullable String search,
      @RequestParam(name = "after", required = false) @Nullable String after,
      @RequestAttribute(Frame.NAME) Frame frame,
      Model model) {
    String text = search == null || search.isEmpty() ? "" : text(search);
    Optional<UserId> last = Optional.ofNullable(after).map(references::user);
    int limit = properties.pageSize();
    List<ConsoleUser> found = users.find(new UserSearch(text, last, limit + 1));
    List<ConsoleUser> shown = found.subList(0, Math.min(limit, found.size()));
    Map<UserId, Organizer> organizers =
        administration.findAll(shown.stream().map(ConsoleUser::id).toList());
    model.addAttribute("text", text);
    model.addAttribute(
        "rows",
        shown.stream()
            .map(user -> row(user, Optional.ofNullable(organizers.get(user.id())), frame))
            .toList());
    model.addAttribute("first", last.isEmpty());
    model.addAttribute("search", search);
    model.addAttribute(
        "next", found.size() > limit ? references.of(shown.get(shown.size() - 1).id()) : null);
    return "conference/users";
  }

  /**
   * A row of the list.
   *
   * @param reference names the user in links
   * @param name the name, or the key if there is none
   * @param key the key; empty if it stands for the name
   * @param address the address; may be empty
   * @param id the ID, masked; {@code null} for somebody who is not enabled
   * @param since since when that is so; {@code null} for somebody who was never enabled
   */
  record Row(
      String reference,
      String name,
      String key,
      String address,
      @Nullable String id,
      Frame.@Nullable Time since) {}

  private Row row(ConsoleUser user, Optional<Organizer> organizer, Frame frame) {
    boolean named = !user.name().isBlank();
    return new Row(
        references.of(user.id()),
        named ? user.name() : user.id().value(),
        named ? user.id().value() : "",
        user.address().orElse(""),
        organizer.flatMap(Organizer::id).map(frame::masked).orElse(null),
        organizer.map(found -> frame.time(found.since())).orElse(null));
  }

  private String text(String search) {
    return references.text(Kind.SEARCH, search).orElseThrow(UnknownReferenceException::new);
  }
}
