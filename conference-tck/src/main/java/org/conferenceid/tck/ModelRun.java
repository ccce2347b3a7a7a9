package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.SeededIdGenerator;

/** One sequence of steps on a fresh store, compared with the model after each step. */
final class ModelRun {
  private static final List<ConferenceId> POOL =
      List.of(
          ConferenceId.parse("4839201"),
          ConferenceId.parse("2750386"),
          ConferenceId.parse("6194728"),
          ConferenceId.parse("9036517"));

  private final ConferenceStoreModel hooks;
  private final StoreModel model;
  private final ConferenceIdGenerator ids = new FromPool();
  private final Map<Step.Client, Sight> clients = new EnumMap<>(Step.Client.class);
  private ConferenceStore store;

  /** What a client knows. */
  private record Sight(Map<UserId, ConferenceId> seen, List<Lease> held) {
    Sight() {
      this(new HashMap<>(), new ArrayList<>());
    }
  }

  ModelRun(ConferenceStoreModel hooks) {
    this.hooks = hooks;
    this.store = hooks.createStore();
    this.model = new StoreModel(hooks.canBeFull() ? Set.copyOf(POOL) : Set.of());
    if (hooks.canBeFull()) {
      hooks.occupyAllBut(store, POOL);
    }
  }

  void take(Step step) {
    if (step instanceof Step.Make make) {
      Wish wish = Wish.of(make.kind(), make.user()).quarantine(Duration.ofDays(make.days()));
      wish = make.key().map(wish::key).orElse(wish);
      change((make.mail() ? wish : wish.withoutMail()).change());
    } else if (step instanceof Step.Look look) {
      Map<UserId, ConferenceId> seen = client(look.client()).seen();
      store.find(look.user()).flatMap(Organizer::id).ifPresent(id -> seen.put(look.user(), id));
    } else if (step instanceof Step.Confirm confirm) {
      ConferenceId seen = client(confirm.client()).seen().getOrDefault(confirm.user(), POOL.get(0));
      Wish wish = Wish.reset(confirm.user()).quarantine(Duration.ofDays(confirm.days()));
      change(wish.expecting(seen).change());
    } else if (step instanceof Step.Erase erase) {
      Duration quarantine = Duration.ofDays(erase.days());
      assertThat(store.erase(erase.user(), quarantine))
          .isEqualTo(model.erase(erase.user(), hooks.now(), quarantine));
    } else if (step instanceof Step.Prune prune) {
      Duration age = Duration.ofDays(prune.days());
      assertThat(store.prune(age)).isEqualTo(model.prune(hooks.now().minus(age)));
    } else if (step instanceof Step.Wait pause) {
      hooks.advance(pause.time());
    } else {
      takeMessages(step);
    }
    assertSame();
  }

  private void takeMessages(Step step) {
    if (step instanceof Step.Claim claim) {
      claim(claim);
    } else if (step instanceof Step.Settle settle) {
      settle(client(settle.client()).held(), settle.result());
    } else if (step instanceof Step.Crash crash) {
      clients.remove(crash.client());
      store = hooks.canBeReopened() ? hooks.reopen(store) : store;
    } else if (step instanceof Step.Resend) {
      List<Long> failed = model.outbox.resendAll();
      assertThat(store.outbox().resend(failed)).isEqualTo(failed.size());
    }
  }

  private Sight client(Step.Client client) {
    return clients.computeIfAbsent(client, any -> new Sight());
  }

  private void change(Change change) {
    Instant now = hooks.now();
    ChangeResult result = store.change(change, ids);
    Optional<ConferenceId> taken =
        result instanceof ChangeResult.Done done ? done.event().newId() : Optional.empty();
    if (result instanceof ChangeResult.Done done && !done.replayed() && change.kind().changesId()) {
      assertThat(taken.stream()).allMatch(id -> model.free(id, now));
    }
    assertThat(result).isEqualTo(model.change(change, now, taken));
  }

  private void claim(Step.Claim claim) {
    Duration length = Duration.ofMinutes(claim.minutes());
    List<Lease> leases = store.outbox().claim(claim.client().name(), claim.max(), length);

    List<Long> numbers = leases.stream().map(Lease::number).toList();
    List<Long> claimable = model.outbox.claimable(hooks.now());
    assertThat(claimable).containsAll(numbers);
    assertThat(numbers).doesNotHaveDuplicates().hasSize(Math.min(claim.max(), claimable.size()));
    Set<Long> superseded =
        store
            .audit(
                AuditQuery.all().withDelivery(DeliveryState.SUPERSEDED).limit(AuditQuery.MAX_LIMIT))
            .items()
            .stream()
            .map(AuditEntry::number)
            .collect(Collectors.toSet());
    model.outbox.supersede(hooks.now(), numbers.size() < claim.max(), superseded);
    assertThat(numbers).noneMatch(model.outbox::isBehindAnother);
    Instant until = hooks.now().plus(length);
    assertThat(leases).allMatch(lease -> model.outbox.lease(lease, until));
    client(claim.client()).held().addAll(leases);
  }

  private void settle(List<Lease> held, Settlement.Result result) {
    List<Settlement> settlements =
        held.stream().map(lease -> new Settlement(lease, result)).toList();
    held.clear();
    List<Lease> lost =
        settlements.stream()
            .filter(settlement -> !model.outbox.settle(settlement, hooks.now()))
            .map(Settlement::lease)
            .toList();
    assertThat(store.outbox().settle(settlements)).containsExactlyInAnyOrderElementsOf(lost);
  }

  private void assertSame() {
    Instant now = hooks.now();
    for (UserId user : Step.USERS) {
      assertThat(store.find(user)).isEqualTo(Optional.ofNullable(model.users.get(user)));
    }
    for (ConferenceId id : POOL) {
      assertThat(store.lookup(id)).isEqualTo(model.lookup(id, now));
    }
    assertThat(store.capacity()).isEqualTo(model.capacity(now));
    List<AuditEntry> entries = store.audit(AuditQuery.all().limit(AuditQuery.MAX_LIMIT)).items();
    model.outbox.number(entries.stream().map(AuditEntry::number).toList());
    assertThat(entries.stream().map(AuditEntry::event).toList())
        .isEqualTo(model.outbox.messages.stream().map(message -> message.event).toList());
    assertThat(entries.stream().map(AuditEntry::delivery).toList())
        .isEqualTo(model.outbox.messages.stream().map(OutboxModel.Entry::status).toList());
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
