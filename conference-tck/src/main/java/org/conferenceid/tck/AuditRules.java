package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Page;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the audit says, and how it is read: CS-10. */
abstract class AuditRules extends Rules {

  AuditRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-10: each change has one entry, which says what happened, by whom and why")
  void shouldKeepAnEntryForEachChange() {
    RequestContext cause =
        RequestContext.NONE.by("ada").reason("a leaked invitation").publicReason("it leaked");
    List<ChangeResult.Done> changes =
        List.of(
            enable(AMELIE), done(Wish.reset(AMELIE).context(cause)), info(AMELIE), disable(AMELIE));

    List<AuditEntry> entries = entriesOf(AMELIE);
    assertThat(entries)
        .as("the entries of a user who was enabled, reset, informed and disabled")
        .extracting(AuditEntry::event)
        .isEqualTo(eventsOf(changes));
    assertThat(entries)
        .as("the entries of a user who was enabled, reset, informed and disabled")
        .extracting(AuditEntry::context)
        .containsExactly(RequestContext.NONE, cause, RequestContext.NONE, RequestContext.NONE);
    assertThat(entries)
        .as("the entries of a user who was enabled, reset, informed and disabled")
        .extracting(AuditEntry::delivery)
        .containsOnly(new DeliveryStatus(DeliveryState.PENDING, 0, Optional.empty()));
  }

  @Test
  @DisplayName(
      "CS-10: an entry keeps the context and the key that came with a chunk or an adoption")
  void shouldKeepTheContextOfMany() {
    RequestContext context =
        RequestContext.NONE.by("ada").reason("a leaked list").publicReason("it leaked");
    makeAll(
        List.of(
            Wish.enable(AMELIE).context(context).key("k"),
            Wish.enable(BRUNO).context(RequestContext.NONE.publicReason("welcome"))));
    store.adopt(List.of(new Adoption(CHLOE, ID_3, context)), AdoptionMode.ALL_OR_NOTHING);

    assertThat(lastEntryOf(AMELIE).context())
        .as("what the last entry of %s says", AMELIE)
        .isEqualTo(context);
    assertThat(lastEntryOf(AMELIE).idempotencyKey())
        .as("what the last entry of %s says", AMELIE)
        .contains(new IdempotencyKey("k"));
    assertThat(lastEntryOf(BRUNO).context())
        .as("what the last entry of %s says", BRUNO)
        .isEqualTo(RequestContext.NONE.publicReason("welcome"));
    assertThat(lastEntryOf(BRUNO).idempotencyKey())
        .as("what the last entry of %s says", BRUNO)
        .isEmpty();
    assertThat(lastEntryOf(CHLOE).context())
        .as("what the last entry of %s says", CHLOE)
        .isEqualTo(context);
  }

  @Test
  @DisplayName("CS-10: the entries of one kind, of one actor and of one key")
  void shouldReadByKindActorAndKey() {
    RequestContext ada = RequestContext.NONE.by("ada");
    done(Wish.enable(AMELIE).context(ada).key("import"));
    done(Wish.enable(BRUNO).context(RequestContext.NONE.by("Ada")).key("Import"));
    done(Wish.reset(AMELIE).context(ada.reason("Ada")).key("run"));
    done(Wish.reset(BRUNO).key("run"));
    info(BRUNO);
    List<AuditEntry> all = entries();

    AuditQuery query = AuditQuery.all();
    assertFound(query.ofKind(EventKind.ENABLED), all.get(0), all.get(1));
    assertFound(query.ofKind(EventKind.INFO_REQUESTED), all.get(4));
    assertFound(query.ofKind(EventKind.DISABLED));
    assertFound(query.byActor("ada"), all.get(0), all.get(2));
    assertFound(query.byActor("Ada"), all.get(1));
    assertFound(query.byActor("ad"));
    assertFound(query.withKey(new IdempotencyKey("run")), all.get(2), all.get(3));
    assertFound(query.withKey(new IdempotencyKey("import")), all.get(0));
    assertFound(query.withKey(new IdempotencyKey("none")));
    assertFound(query.byActor("ada").ofKind(EventKind.RESET), all.get(2));
    assertFound(query.ofUser(BRUNO).withKey(new IdempotencyKey("run")), all.get(3));
    assertFound(query.ofUser(BRUNO).byActor("ada"));
    assertFound(
        query.withDelivery(DeliveryState.PENDING).ofKind(EventKind.RESET).newestFirst(),
        all.get(3),
        all.get(2));
  }

  @Test
  @DisplayName("CS-10: the entries of a time, from its first moment on and before its last one")
  void shouldReadATime() {
    enable(AMELIE);
    advance(Duration.ofHours(1));
    reset(AMELIE);
    advance(Duration.ofHours(1));
    enable(BRUNO);
    List<AuditEntry> all = entries();
    Instant middle = all.get(1).event().at();

    AuditQuery query = AuditQuery.all();
    assertFound(query.from(middle), all.get(1), all.get(2));
    assertFound(query.from(middle.plus(TICK)), all.get(2));
    assertFound(query.until(middle), all.get(0));
    assertFound(query.until(middle.plus(TICK)), all.get(0), all.get(1));
    assertFound(query.from(middle).until(middle.plus(TICK)), all.get(1));
    assertFound(query.from(middle).until(middle));
    assertFound(query.from(middle).ofUser(AMELIE).newestFirst(), all.get(1));
  }

  @Test
  @DisplayName("CS-10: entries that are chosen by several conditions are read page by page")
  void shouldReadChosenEntriesPageByPage() {
    List<AuditEntry> chosen =
        sevenEntries().stream().filter(entry -> entry.event().kind() == EventKind.RESET).toList();
    List<AuditEntry> reversed = new ArrayList<>(chosen);
    Collections.reverse(reversed);
    AuditQuery query = AuditQuery.all().ofKind(EventKind.RESET).from(now()).limit(2);

    assertThat(chosen).as("the entries that are chosen").hasSize(5);
    assertThat(readAll(query)).as("the entries, page by page").isEqualTo(chosen);
    assertThat(readAll(query.newestFirst())).as("the entries, page by page").isEqualTo(reversed);
  }

  private void assertFound(AuditQuery query, AuditEntry... entries) {
    assertThat(store.audit(query).items()).as(query.toString()).containsExactly(entries);
  }

  private static List<?> eventsOf(List<ChangeResult.Done> changes) {
    return changes.stream().map(ChangeResult.Done::event).toList();
  }

  @Test
  @DisplayName("CS-10, CS-6, CS-8: neither a replay nor a refusal has an entry")
  void shouldKeepNoEntryOfWhatWasNotDone() {
    done(Wish.enable(AMELIE).key("k"));
    make(Wish.enable(AMELIE).key("k"));
    make(Wish.enable(AMELIE));
    make(Wish.reset(AMELIE).key("k"));
    make(Wish.reset(AMELIE).expecting(ID_3));
    make(Wish.disable(BRUNO));

    assertThat(entries()).as("all entries").hasSize(1);
  }

  @Test
  @DisplayName("CS-10: numbers grow along each user's changes, and are unique")
  void shouldNumberEntries() {
    for (int i = 0; i < 3; i++) {
      enable(AMELIE);
      enable(BRUNO);
      disable(BRUNO);
      reset(AMELIE);
      disable(AMELIE);
    }
    assertThat(entries())
        .as("all entries")
        .extracting(AuditEntry::number)
        .doesNotHaveDuplicates()
        .hasSize(15);
    for (UserId user : List.of(AMELIE, BRUNO)) {
      List<AuditEntry> own = entriesOf(user);
      assertThat(own)
          .as("the entries of one user, by their numbers")
          .isSortedAccordingTo((a, b) -> Long.compare(a.number(), b.number()));
      assertThat(own)
          .as("the entries of one user, by their numbers")
          .extracting(entry -> entry.event().version())
          .isSorted();
    }
  }

  @Test
  @DisplayName("CS-10: a number is never used again, even if its entry was removed")
  void shouldNotUseANumberTwice() {
    done(Wish.enable(AMELIE).withoutMail());
    long pruned = lastEntryOf(AMELIE).number();
    store.prune(Duration.ZERO);
    enable(BRUNO);
    long erased = lastEntryOf(BRUNO).number();
    store.erase(BRUNO, Wish.QUARANTINE);
    enable(CHLOE);

    assertThat(erased)
        .as("the number of an entry, made after another one was removed")
        .isGreaterThan(pruned);
    assertThat(lastEntryOf(CHLOE).number())
        .as("what the last entry of %s says", CHLOE)
        .isGreaterThan(erased);
  }

  @Test
  @DisplayName("CS-10: the audit is read page by page, oldest first or newest first")
  void shouldReadPageByPage() {
    List<AuditEntry> all = sevenEntries();
    List<AuditEntry> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);

    for (int limit : List.of(1, 2, 3, 7, 8)) {
      assertThat(readAll(AuditQuery.all().limit(limit)))
          .as("the entries, page by page")
          .isEqualTo(all);
      assertThat(readAll(AuditQuery.all().limit(limit).newestFirst()))
          .as("the entries, page by page")
          .isEqualTo(reversed);
    }
  }

  private List<AuditEntry> sevenEntries() {
    enable(AMELIE);
    enable(BRUNO);
    for (int i = 0; i < 5; i++) {
      reset(i % 2 == 0 ? AMELIE : BRUNO);
    }
    List<AuditEntry> all = entries();
    assertThat(all).as("all entries").hasSize(7);
    return all;
  }

  private List<AuditEntry> readAll(AuditQuery query) {
    List<AuditEntry> read = new ArrayList<>();
    Page<AuditEntry> page = store.audit(query);
    read.addAll(page.items());
    while (page.next().isPresent()) {
      assertThat(page.items()).as("a page that is not the last one").hasSize(query.limit());
      page = store.audit(query.after(page.next().getAsLong()));
      assertThat(page.items()).as("a page that is not the last one").isNotEmpty();
      read.addAll(page.items());
    }
    return read;
  }

  @Test
  @DisplayName("CS-10: the next page starts after the last entry of this one; the last has no next")
  void shouldTellWhereToGoOn() {
    List<AuditEntry> all = sevenEntries();

    Page<AuditEntry> first = store.audit(AuditQuery.all().limit(4));
    assertThat(first.items()).as("the first page").isEqualTo(all.subList(0, 4));
    assertThat(first.next()).as("where the second page begins").hasValue(all.get(3).number());
    assertThat(store.audit(AuditQuery.all().limit(7)).next())
        .as("the entries that are asked for")
        .isEqualTo(OptionalLong.empty());
    assertThat(store.audit(AuditQuery.all().after(all.get(6).number())).items())
        .as("the entries that are asked for")
        .isEmpty();
    assertThat(store.audit(AuditQuery.all().newestFirst().after(all.get(0).number())).items())
        .as("the entries that are asked for")
        .isEmpty();
    assertThat(store.audit(AuditQuery.all().newestFirst().after(all.get(2).number())).items())
        .as("the entries that are asked for")
        .containsExactly(all.get(1), all.get(0));
  }

  @Test
  @DisplayName("CS-10: the audit of one user, in both orders and from page to page")
  void shouldReadTheEntriesOfOneUser() {
    List<AuditEntry> own =
        sevenEntries().stream().filter(entry -> entry.event().user().equals(AMELIE)).toList();
    List<AuditEntry> reversed = new ArrayList<>(own);
    Collections.reverse(reversed);

    assertThat(own).as("the entries of one user, by their numbers").hasSize(4);
    assertThat(readAll(AuditQuery.all().ofUser(AMELIE).limit(2)))
        .as("the entries, page by page")
        .isEqualTo(own);
    assertThat(readAll(AuditQuery.all().ofUser(AMELIE).limit(3).newestFirst()))
        .as("the entries, page by page")
        .isEqualTo(reversed);
    assertThat(store.audit(AuditQuery.all().ofUser(CHLOE)).items())
        .as("the entries that are asked for")
        .isEmpty();
  }

  @Test
  @DisplayName("CS-10, OB-11: the entries whose message is in one state")
  void shouldReadTheEntriesOfOneMailState() {
    done(Wish.enable(CHLOE).withoutMail());
    enable(AMELIE);
    enable(BRUNO);
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Failed("SMTP 550"));
    info(AMELIE);

    assertThat(numbers(DeliveryState.OFF))
        .as("the numbers of the entries in this state")
        .containsExactly(lastEntryOf(CHLOE).number());
    assertThat(numbers(DeliveryState.FAILED))
        .as("the numbers of the entries in this state")
        .containsExactly(leases.get(0).number());
    assertThat(numbers(DeliveryState.LEASED))
        .as("the numbers of the entries in this state")
        .containsExactly(leases.get(1).number());
    assertThat(numbers(DeliveryState.PENDING))
        .as("the numbers of the entries in this state")
        .containsExactly(lastEntryOf(AMELIE).number());
    assertThat(numbers(DeliveryState.SENT))
        .as("the numbers of the entries in this state")
        .isEmpty();
    assertThat(
            store.audit(AuditQuery.all().ofUser(BRUNO).withDelivery(DeliveryState.FAILED)).items())
        .as("the entries that are asked for")
        .isEmpty();
  }

  @Test
  @DisplayName("CS-10: entries of one state are read page by page, too")
  void shouldReadOneMailStatePageByPage() {
    sevenEntries();
    disable(AMELIE);
    assertThat(claim())
        .as("the messages that can be claimed")
        .hasSize(2); // the newest of each user; all others are superseded
    List<AuditEntry> superseded =
        readAll(AuditQuery.all().withDelivery(DeliveryState.SUPERSEDED).limit(2));

    assertThat(superseded).as("the entries whose message was superseded").hasSize(6);
    assertThat(superseded)
        .as("the entries whose message was superseded")
        .extracting(AuditEntry::number)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(superseded)
        .as("the entries whose message was superseded")
        .allMatch(entry -> entry.delivery().state() == DeliveryState.SUPERSEDED);
  }

  private List<Long> numbers(DeliveryState state) {
    return store.audit(AuditQuery.all().withDelivery(state)).items().stream()
        .map(AuditEntry::number)
        .toList();
  }
}
