package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reading many users: CS-19. */
abstract class ListingRules extends Rules {
  private static final int ENDLESS = 3000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final OrganizerQuery OLD = OrganizerQuery.olderThan(DAY);

  ListingRules(StoreHooks hooks) {
    super(hooks);
  }

  /** Reads up to the first page that is short, and does something between the pages. */
  private List<Organizer> read(OrganizerQuery query, Runnable between) {
    List<Organizer> read = new ArrayList<>();
    List<Organizer> page = store.organizers(query);
    read.addAll(page);
    while (page.size() == query.limit()) {
      between.run();
      page = store.organizers(query.after(page.get(page.size() - 1)));
      read.addAll(page);
      assertThat(read)
          .as("users read so far, who come again if a page does not go on after the last one")
          .hasSizeLessThan(ENDLESS);
    }
    assertThat(page)
        .as("the last page; none is longer than its limit of %d", query.limit())
        .hasSizeLessThan(query.limit());
    return read;
  }

  private List<Organizer> read(OrganizerQuery query) {
    return read(query, () -> {});
  }

  private void enableAll(List<UserId> users) {
    doneAll(users.stream().map(user -> Wish.enable(user).withoutMail()).toList());
  }

  private List<Organizer> found(List<UserId> users) {
    return users.stream().map(user -> store.find(user).orElseThrow()).toList();
  }

  @Test
  @DisplayName("CS-19: every enabled user is read exactly once, and nobody else")
  void shouldReadEverybodyOnce() {
    List<UserId> users = users(25);
    enableAll(users);
    enable(AMELIE);
    disable(AMELIE);
    enable(BRUNO);
    store.erase(BRUNO, DAY);
    reset(users.get(3));
    for (int limit : new int[] {1, 4, 5, 24, 25, 26, OrganizerQuery.MAX_LIMIT}) {
      assertThat(read(OrganizerQuery.all().limit(limit)))
          .as("%s a page", limit)
          .containsExactlyInAnyOrderElementsOf(found(users));
    }
    assertThat(store.organizers(OrganizerQuery.all().limit(25)))
        .as("a page of organizers")
        .hasSize(25);
    assertThat(store.organizers(OrganizerQuery.all().limit(24)))
        .as("a page of organizers")
        .hasSize(24);
  }

  @Test
  @DisplayName("CS-19: a page is short only if nothing follows, whoever is disabled or too young")
  void shouldFillPages() {
    List<UserId> users = users(40);
    enableAll(users);
    users.stream().skip(5).limit(20).forEach(this::disable);
    advance(DAY);
    enable(AMELIE);
    users.stream().skip(27).limit(5).forEach(this::reset);
    for (int limit : new int[] {1, 3, 10, 20}) {
      assertThat(read(OrganizerQuery.all().limit(limit)))
          .as("organizers, 20 of 41 being disabled, %s a page", limit)
          .hasSize(21);
      assertThat(read(OLD.limit(limit)))
          .as("organizers for a day, 20 of 41 being disabled and 6 younger, %s a page", limit)
          .hasSize(15);
    }
  }

  @Test
  @DisplayName("CS-19: more users than one page can hold are read exactly once")
  void shouldReadManyOnce() {
    List<UserId> users = users(1300);
    enableAll(users);

    assertThat(read(OrganizerQuery.all()).stream().map(Organizer::user))
        .as("the organizers, page by page")
        .containsExactlyInAnyOrderElementsOf(users);
  }

  @Test
  @DisplayName("CS-19: keys of any writing are read exactly once")
  void shouldReadAnyKeyOnce() {
    List<UserId> users =
        List.of("a", "A", "b", "é", "e\u0301", "ß", "ss", "z", "~", "_", "%", "1", "10", "2", "🔑")
            .stream()
            .map(UserId::of)
            .toList();
    enableAll(users);
    advance(DAY);

    assertThat(read(OrganizerQuery.all().limit(1)))
        .as("the organizers, page by page")
        .containsExactlyInAnyOrderElementsOf(found(users));
    assertThat(read(OLD.limit(1)))
        .as("the organizers, page by page")
        .containsExactlyInAnyOrderElementsOf(found(users));
  }

  @Test
  @DisplayName("CS-19: who has had an ID for an age is read, the oldest first")
  void shouldReadTheOldestFirst() {
    enable(BRUNO);
    advance(TICK);
    enable(AMELIE);
    advance(TICK);
    enable(CHLOE);
    advance(TICK);
    reset(BRUNO);
    info(AMELIE);
    Map<UserId, Organizer> users = store.findAll(List.of(AMELIE, BRUNO, CHLOE));

    advance(DAY.minus(TICK.multipliedBy(2)).minus(TICK));
    assertThat(read(OLD)).as("the organizers, page by page").isEmpty();
    advance(TICK);
    assertThat(read(OLD)).as("the organizers, page by page").containsExactly(users.get(AMELIE));
    advance(TICK);
    assertThat(read(OLD))
        .as("the organizers, page by page")
        .containsExactly(users.get(AMELIE), users.get(CHLOE));
    advance(TICK);
    for (int limit = 1; limit <= 3; limit++) {
      assertThat(read(OLD.limit(limit)))
          .as("the organizers, page by page")
          .containsExactly(users.get(AMELIE), users.get(CHLOE), users.get(BRUNO));
    }
    assertThat(read(OrganizerQuery.olderThan(Duration.ZERO)))
        .as("the organizers, page by page")
        .hasSize(3);
    assertThat(read(OrganizerQuery.olderThan(Duration.ofDays(36_500))))
        .as("the organizers, page by page")
        .isEmpty();
  }

  @Test
  @DisplayName("CS-19: users whose IDs are equally old are read exactly once")
  void shouldReadTheEquallyOldOnce() {
    List<UserId> users = users(11);
    enableAll(users);
    advance(TICK);
    enable(AMELIE);
    advance(DAY);
    List<Organizer> everybody = new ArrayList<>(found(users));
    everybody.add(store.find(AMELIE).orElseThrow());
    for (int limit : new int[] {1, 2, 3, 11, 12}) {
      List<Organizer> read = read(OLD.limit(limit));
      assertThat(read).as("%s a page", limit).containsExactlyInAnyOrderElementsOf(everybody);
      assertThat(read).as("the organizers that were read").last().isEqualTo(everybody.get(11));
    }
  }

  @Test
  @DisplayName("CS-19: who stays unchanged is read exactly once, whatever happens to the others")
  void shouldReadTheUnchangedOnce() {
    List<UserId> users = users(30);
    List<UserId> staying = users.stream().filter(user -> user.value().endsWith("5")).toList();
    for (OrganizerQuery query : List.of(OrganizerQuery.all().limit(3), OLD.limit(3))) {
      enableAgain(users);
      List<Organizer> unchanged = found(staying);
      List<UserId> changing = new ArrayList<>(users);
      changing.removeAll(staying);

      List<Organizer> read = read(query, () -> changeSome(changing));

      assertThat(read)
          .as("the organizers that were read")
          .filteredOn(user -> staying.contains(user.user()))
          .containsExactlyInAnyOrderElementsOf(unchanged);
    }
  }

  /** Resets, disables and erases from both ends of a list, so that pages end at changed users. */
  private void changeSome(List<UserId> changing) {
    if (changing.size() >= 3) {
      reset(changing.remove(0));
      disable(changing.remove(0));
      store.erase(changing.remove(changing.size() - 1), DAY);
    }
  }

  @Test
  @DisplayName("CS-19: reading goes on after a user who was reset, disabled or erased meanwhile")
  void shouldGoOnAfterAChangedUser() {
    for (OrganizerQuery query : List.of(OrganizerQuery.all().limit(1), OLD.limit(1))) {
      enableAgain(users(9));
      List<Organizer> expected = read(query);
      List<Organizer> read = new ArrayList<>();
      Optional<Organizer> last = Optional.empty();
      do {
        last = store.organizers(last.map(query::after).orElse(query)).stream().findFirst();
        last.ifPresent(
            user -> {
              read.add(user);
              change(user.user(), read.size());
            });
      } while (last.isPresent() && read.size() < 20);
      assertThat(read).as("the organizers that were read").isEqualTo(expected);
    }
  }

  private void change(UserId user, int how) {
    switch (how % 3) {
      case 0 -> disable(user);
      case 1 -> reset(user);
      default -> store.erase(user, DAY);
    }
  }

  /** Whoever of them is not enabled; all of them long ago. */
  private void enableAgain(List<UserId> users) {
    makeAll(users.stream().map(Wish::enable).toList());
    advance(DAY);
  }

  @Test
  @DisplayName(
      "CS-19, CS-12: several users are found at once, and those whom nobody knows are missing")
  void shouldFindSeveral() {
    enable(AMELIE);
    enable(BRUNO);
    disable(BRUNO);
    enable(CHLOE);
    store.erase(CHLOE, DAY);

    assertThat(store.findAll(List.of(CHLOE, BRUNO, AMELIE, AMELIE, UserId.of("nobody"))))
        .as("the users that are found at once")
        .isEqualTo(
            Map.of(
                AMELIE, store.find(AMELIE).orElseThrow(),
                BRUNO, store.find(BRUNO).orElseThrow()));
    assertThat(store.findAll(List.of())).as("the users that are found at once").isEmpty();
    List<UserId> many = users(1300);
    enableAll(many);
    assertThat(store.findAll(many).keySet())
        .as("the users that are found at once")
        .containsExactlyInAnyOrderElementsOf(many);
    assertThat(store.findAll(many).values())
        .as("1300 users found at once, each as if found alone")
        .containsExactlyInAnyOrderElementsOf(found(many));
  }
}
