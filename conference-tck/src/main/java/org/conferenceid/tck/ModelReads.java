package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.conferenceid.ConferenceId;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.OrganizerQuery;

/** What is read of a store, and compared with the model. */
final class ModelReads {
  private final ModelNodes nodes;
  private final StoreModel model;
  private int comparisons;

  ModelReads(ModelNodes nodes, StoreModel model) {
    this.nodes = nodes;
    this.model = model;
  }

  void take(Step step) {
    ConferenceStore store = nodes.of(step.by());
    if (step instanceof Step.ReadAudit audit) {
      audit(store, query(audit));
    } else if (step instanceof Step.ReadOrganizers organizers) {
      organizers(store, organizers);
    } else if (step instanceof Step.CountRate rate) {
      Instant now = nodes.now();
      assertThat(store.allocationRate(nodes.whole(rate.period())))
          .as("the allocation rate")
          .isEqualTo(model.allocationRate(nodes.whole(rate.period()), now));
    }
  }

  private AuditQuery query(Step.ReadAudit step) {
    Instant now = nodes.now();
    AuditQuery query = AuditQuery.all().limit(step.limit());
    query = step.user().map(query::ofUser).orElse(query);
    query = step.kind().map(query::ofKind).orElse(query);
    query = step.actor().map(query::byActor).orElse(query);
    query = step.key().map(IdempotencyKey::new).map(query::withKey).orElse(query);
    query = step.state().map(query::withDelivery).orElse(query);
    query = step.from().map(nodes::whole).map(now::minus).map(query::from).orElse(query);
    query = step.until().map(nodes::whole).map(now::minus).map(query::until).orElse(query);
    return step.newestFirst() ? query.newestFirst() : query;
  }

  private void audit(ConferenceStore store, AuditQuery query) {
    List<AuditEntry> wanted = model.outbox.audit(query);
    List<AuditEntry> found = new ArrayList<>();
    Optional<AuditQuery> page = Optional.of(query);
    while (page.isPresent()) {
      Page<AuditEntry> read = store.audit(page.get());
      found.addAll(read.items());
      assertThat(read.items())
          .as("a page of %s", page.get())
          .hasSizeLessThanOrEqualTo(query.limit());
      assertThat(read.next().isPresent())
          .as("whether a page follows %d of %d entries", found.size(), wanted.size())
          .isEqualTo(found.size() < wanted.size());
      OptionalLong next = read.next();
      page = next.isPresent() ? Optional.of(query.after(next.getAsLong())) : Optional.empty();
    }
    assertThat(found).as("the entries for %s", query).isEqualTo(wanted);
    assertThat(store.countAudit(query))
        .as("counts of the entries for %s", query)
        .isEqualTo(
            wanted.stream()
                .collect(
                    Collectors.groupingBy(
                        entry -> entry.delivery().state(), Collectors.counting())));
  }

  private void organizers(ConferenceStore store, Step.ReadOrganizers step) {
    Instant now = nodes.now();
    OrganizerQuery query =
        step.olderThan()
            .map(nodes::whole)
            .map(OrganizerQuery::olderThan)
            .orElseGet(OrganizerQuery::all)
            .limit(step.limit());
    List<Organizer> found = new ArrayList<>();
    List<Organizer> page = store.organizers(query);
    while (!page.isEmpty()) {
      assertThat(page).as("a page of organizers").hasSizeLessThanOrEqualTo(step.limit());
      found.addAll(page);
      page =
          page.size() < step.limit()
              ? List.of()
              : store.organizers(query.after(page.get(page.size() - 1)));
    }
    assertThat(found)
        .as("the enabled users for %s", query)
        .containsExactlyInAnyOrderElementsOf(
            model.organizers(step.olderThan().map(nodes::whole), now));
    if (step.olderThan().isPresent()) {
      assertThat(found)
          .as("the enabled users, the oldest ID first")
          .isSortedAccordingTo(Comparator.comparing(Organizer::since));
    }
  }

  /** A store may tell more of them than it must, but none that the user never had, or has now. */
  private void formerIds(ConferenceStore store, UserId user, Instant now) {
    Map<ConferenceId, Instant> wanted = model.formerIds(user, now);
    List<ConferenceId> told = store.formerIds(user);
    assertThat(told)
        .as("the former IDs of %s", user.value())
        .doesNotHaveDuplicates()
        .containsAll(wanted.keySet())
        .allMatch(id -> model.had(user, id));
    assertThat(told.stream().filter(wanted::containsKey).map(wanted::get))
        .as("when the former IDs of %s stopped working, in the order told", user.value())
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  /** What is cheap to read is compared after each step, on the node that did not take it. */
  void assertSame(Step.Client reader) {
    ConferenceStore store = nodes.of(reader);
    Instant now = nodes.now();
    assertThat(store.findAll(StepSequences.USERS)).as("all users").isEqualTo(model.users);
    UserId user = StepSequences.USERS.get(comparisons++ % StepSequences.USERS.size());
    assertThat(store.find(user))
        .as("user %s", user.value())
        .isEqualTo(Optional.ofNullable(model.users.get(user)));
    formerIds(store, user, now);
    for (ConferenceId id : ModelRun.POOL) {
      assertThat(store.lookup(id)).as("ID %s", id).isEqualTo(model.lookup(id, now));
    }
    assertThat(store.capacity()).as("the capacity").isEqualTo(model.capacity(now));
    List<AuditEntry> entries = store.audit(AuditQuery.all().limit(AuditQuery.MAX_LIMIT)).items();
    model.outbox.number(entries);
    assertThat(entries).as("the audit").isEqualTo(model.outbox.audit(AuditQuery.all()));
    assertThat(store.outbox().figures())
        .as("the figures of the outbox")
        .isEqualTo(model.outbox.figures(now));
  }
}
