package org.conferenceid.spring.console.users;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.References;
import org.conferenceid.spring.console.page.References.Kind;
import org.conferenceid.spring.console.page.Requires;
import org.conferenceid.spring.console.page.SeeOther;
import org.conferenceid.spring.console.page.UnknownReferenceException;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

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

  @GetMapping("/")
  View start() {
    return SeeOther.at(properties.path() + "/users");
  }

  @PostMapping("/users")
  @Requires(ConsoleRole.VIEW)
  View search(@RequestParam("text") String text) {
    String wanted = Text.trimmed(Text.storable(text, MAX_TEXT));
    String list = properties.path() + "/users";
    return SeeOther.at(
        wanted.isEmpty() ? list : list + "?search=" + references.of(Kind.SEARCH, wanted));
  }

  @GetMapping("/users")
  String list(
      @RequestParam(name = "search", required = false) @Nullable String search,
      @RequestParam(name = "after", required = false) @Nullable String after,
      @RequestAttribute(Frame.NAME) Frame frame,
      Model model) {
    String text = search == null ? "" : text(search);
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
        organizer.flatMap(Organizer::id).map(Object::toString).orElse(null),
        organizer.map(found -> frame.time(found.since())).orElse(null));
  }

  private String text(String search) {
    return references.text(Kind.SEARCH, search).orElseThrow(UnknownReferenceException::new);
  }
}
