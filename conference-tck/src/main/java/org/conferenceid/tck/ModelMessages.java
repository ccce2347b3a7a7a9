package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/** The steps of a sequence that deliver messages. */
final class ModelMessages {
  private final ModelNodes nodes;
  private final OutboxModel model;
  private final Map<Step.Client, List<Lease>> held = new EnumMap<>(Step.Client.class);

  ModelMessages(ModelNodes nodes, OutboxModel model) {
    this.nodes = nodes;
    this.model = model;
  }

  /** Takes a step, and tells whether it was one of these. */
  boolean take(Step step) {
    ConferenceStore store = nodes.of(step.by());
    if (step instanceof Step.Claim claim) {
      claim(store, claim);
    } else if (step instanceof Step.Settle settle) {
      settle(store, settle);
    } else if (step instanceof Step.Resend resend) {
      List<Long> numbers = model.everyNth(resend.every());
      assertThat(store.outbox().resend(numbers))
          .as("how many of the messages %s are sent again", numbers)
          .isEqualTo(model.resend(numbers));
    } else {
      return false;
    }
    return true;
  }

  /** A client has died. */
  void forget(Step.Client client) {
    held.remove(client);
  }

  private List<Lease> heldBy(Step.Client client) {
    return held.computeIfAbsent(client, any -> new ArrayList<>());
  }

  private void claim(ConferenceStore store, Step.Claim claim) {
    Duration length = nodes.whole(claim.lease());
    Instant now = nodes.now();
    List<Long> claimable = model.claimable(now);
    List<Long> inLine = model.inLine(now);
    List<Lease> leases = store.outbox().claim(claim.by().name(), claim.max(), length);

    List<Long> numbers = leases.stream().map(Lease::number).toList();
    assertThat(claimable).as("what can be claimed, of which some is").containsAll(numbers);
    assertThat(numbers)
        .as("what a claim of %d takes of %s", claim.max(), claimable)
        .doesNotHaveDuplicates()
        .hasSize(Math.min(claim.max(), claimable.size()));
    List<Long> ordered = numbers.stream().filter(inLine::contains).toList();
    assertThat(ordered)
        .as("what a claim takes of %s, which never waited for another, in its order", inLine)
        .isEqualTo(inLine.subList(0, ordered.size()));
    model.supersede(now, numbers.size() < claim.max(), superseded(store));
    assertThat(numbers)
        .as("what is claimed, and must not wait for an earlier one")
        .noneMatch(model::isBehindAnother);
    for (Lease lease : leases) {
      assertThat(lease)
          .as("the lease of message %d", lease.number())
          .isEqualTo(model.lease(lease, now.plus(length)));
    }
    heldBy(claim.by()).addAll(leases);
  }

  private static Set<Long> superseded(ConferenceStore store) {
    AuditQuery query =
        AuditQuery.all().withDelivery(DeliveryState.SUPERSEDED).limit(AuditQuery.MAX_LIMIT);
    Set<Long> numbers = new HashSet<>();
    store.audit(query).items().stream().map(AuditEntry::number).forEach(numbers::add);
    return numbers;
  }

  private void settle(ConferenceStore store, Step.Settle step) {
    List<Settlement> settlements = new ArrayList<>();
    List<Lease> lost = new ArrayList<>();
    for (Lease lease : heldBy(step.by())) {
      Settlement.Result result = step.results().get(settlements.size() % step.results().size());
      Settlement settlement = new Settlement(lease, whole(result));
      settlements.add(settlement);
      if (!model.settle(settlement, nodes.now())) {
        lost.add(lease);
      }
    }
    heldBy(step.by()).clear();
    assertThat(store.outbox().settle(settlements))
        .as("the lost leases of %s", settlements)
        .containsExactlyInAnyOrderElementsOf(lost);
  }

  private Settlement.Result whole(Settlement.Result result) {
    return result instanceof Settlement.Retry retry
        ? new Settlement.Retry(nodes.whole(retry.delay()), retry.problem(), retry.attempt())
        : result;
  }
}
