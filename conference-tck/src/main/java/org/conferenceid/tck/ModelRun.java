package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.SeededIdGenerator;

/** One sequence of steps on a fresh store, compared with the model after each step. */
final class ModelRun {
  static final List<ConferenceId> POOL =
      List.of(
          ConferenceId.parse("4839201"),
          ConferenceId.parse("2750386"),
          ConferenceId.parse("6194728"),
          ConferenceId.parse("9036517"));

  private final ModelNodes nodes;
  private final StoreModel model;
  private final ModelMessages messages;
  private final ModelReads reads;
  private final ConferenceIdGenerator ids = new FromPool();
  private final Map<List<Object>, Organizer> seen = new HashMap<>();

  ModelRun(ConferenceStoreModel hooks) {
    this.nodes = new ModelNodes(hooks);
    this.model = new StoreModel(hooks.canBeFull() ? Set.copyOf(POOL) : Set.of());
    this.messages = new ModelMessages(nodes, model.outbox);
    this.reads = new ModelReads(nodes, model);
  }

  void take(Step step) {
    nodes.begin();
    ConferenceStore store = nodes.of(step.by());
    Instant now = nodes.now();
    if (step instanceof Step.Make make) {
      change(store, change(make), now);
    } else if (step instanceof Step.MakeAll all) {
      changeAll(store, all.changes().stream().map(this::change).toList(), now);
    } else if (step instanceof Step.Adopt adopt) {
      adopt(store, adopt, now);
    } else if (step instanceof Step.Look look) {
      store.find(look.user()).ifPresent(one -> seen.put(List.of(look.by(), look.user()), one));
    } else if (step instanceof Step.Confirm confirm) {
      change(store, change(confirm), now);
    } else if (step instanceof Step.Erase erase) {
      erase(store, erase.user(), Duration.ofDays(erase.days()), now);
    } else if (step instanceof Step.Prune prune) {
      Duration age = nodes.whole(prune.age());
      assertThat(store.prune(age))
          .as("how many entries are pruned that are %s old", age)
          .isEqualTo(model.prune(now.minus(age)));
    } else if (step instanceof Step.Wait pause) {
      nodes.advance(pause.time());
    } else if (step instanceof Step.Crash crash) {
      seen.keySet().removeIf(key -> key.contains(crash.by()));
      messages.forget(crash.by());
      nodes.restart(crash.by());
    } else if (!messages.take(step)) {
      reads.take(step);
    }
    reads.assertSame(step.by().other());
  }

  private Change change(Step.Make make) {
    Wish wish = Wish.of(make.kind(), make.user()).quarantine(Duration.ofDays(make.days()));
    wish = wish.context(make.actor().map(RequestContext.NONE::by).orElse(RequestContext.NONE));
    wish = make.key().map(wish::key).orElse(wish);
    return (make.mail() ? wish : wish.withoutMail()).change();
  }

  private Change change(Step.Confirm confirm) {
    UserId user = confirm.user();
    Organizer shown =
        seen.getOrDefault(
            List.of(confirm.by(), user),
            new Organizer(user, Optional.of(POOL.get(0)), 1, Instant.EPOCH));
    boolean id = confirm.shown() != Step.Shown.VERSION;
    boolean version = confirm.shown() != Step.Shown.ID;
    return Wish.reset(user).quarantine(Duration.ofDays(confirm.days())).change().toBuilder()
        .expecting(id ? shown.id() : Optional.empty())
        .expectingVersion(version ? OptionalLong.of(shown.version()) : OptionalLong.empty())
        .build();
  }

  private void change(ConferenceStore store, Change change, Instant now) {
    ChangeResult result = store.change(change, ids);
    assertAssigned(change, result, now);
    assertThat(result).as("what became of %s", change).isEqualTo(model.change(change, now, result));
  }

  /** What is done anew was done just now and, where it needs one, with an ID that was free. */
  private void assertAssigned(Change change, ChangeResult result, Instant now) {
    if (result instanceof ChangeResult.Done done && !done.replayed()) {
      assertThat(done.event().at()).as("when %s was done", change).isBetween(now, nodes.now());
      if (change.kind().changesId()) {
        assertThat(done.event().newId().stream())
            .as("an ID that was assigned, and must have been free")
            .allMatch(id -> model.free(id, now));
      }
    }
  }

  private void changeAll(ConferenceStore store, List<Change> changes, Instant now) {
    List<ChangeResult> results = store.changeAll(changes, ids);
    assertThat(results).as("one result of each change").hasSameSizeAs(changes);
    Set<ConferenceId> taken = new HashSet<>();
    for (int i = 0; i < results.size(); i++) {
      assertAssigned(changes.get(i), results.get(i), now);
      if (results.get(i) instanceof ChangeResult.Done done
          && !done.replayed()
          && changes.get(i).kind().changesId()) {
        assertThat(done.event().newId().stream())
            .as("an ID that was assigned to nobody else in the chunk")
            .allMatch(taken::add);
      }
    }
    // In whichever order they were made, the refused ones were refused after the others had IDs.
    IntStream.concat(
            IntStream.range(0, results.size()).filter(i -> isDone(results.get(i))),
            IntStream.range(0, results.size()).filter(i -> !isDone(results.get(i))))
        .forEach(
            i ->
                assertThat(results.get(i))
                    .as("what became of %s in a chunk", changes.get(i))
                    .isEqualTo(model.change(changes.get(i), now, results.get(i))));
  }

  private static boolean isDone(ChangeResult result) {
    return result instanceof ChangeResult.Done;
  }

  private void adopt(ConferenceStore store, Step.Adopt step, Instant now) {
    List<Adoption> adoptions = new ArrayList<>();
    for (int i = 0; i < step.users().size(); i++) {
      adoptions.add(new Adoption(step.users().get(i), step.ids().get(i), RequestContext.NONE));
    }
    List<AdoptionResult> results = store.adopt(adoptions, step.mode());
    for (AdoptionResult result : results) {
      if (result instanceof AdoptionResult.Adopted adopted) {
        assertThat(adopted.event().at()).as("when it was adopted").isBetween(now, nodes.now());
      }
    }
    assertThat(results)
        .as("what became of the adoptions %s", adoptions)
        .isEqualTo(model.adopt(adoptions, step.mode(), now, results));
  }

  private void erase(ConferenceStore store, UserId user, Duration quarantine, Instant now) {
    Optional<ConferenceId> id = model.idOf(user);
    boolean found = store.erase(user, quarantine);
    Instant at =
        id.map(store::lookup).filter(Lookup.Retired.class::isInstance).stream()
            .map(one -> ((Lookup.Retired) one).retiredAt())
            .findFirst()
            .orElse(now);
    assertThat(at).as("when the ID of %s was retired", user.value()).isBetween(now, nodes.now());
    assertThat(found)
        .as("whether there was anything about %s", user.value())
        .isEqualTo(model.erase(user, at, quarantine));
  }

  /** Draws one of four IDs in three draws of four, so that draws collide. */
  private static final class FromPool implements ConferenceIdGenerator {
    private final ConferenceIdGenerator wide = new SeededIdGenerator(1);

    @Override
    public ConferenceId next() {
      return wide.nextIndex(4) == 0 ? wide.next() : POOL.get(wide.nextIndex(POOL.size()));
    }

    @Override
    public int nextIndex(int bound) {
      return wide.nextIndex(bound);
    }
  }
}
