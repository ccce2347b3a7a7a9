package org.conferenceid.tck;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All stores with a fault, by rule. */
final class Faults {
  private Faults() {}

  static Stream<Fault> all() {
    return Stream.of(
            ChangeFaults.all(),
            IdFaults.all(),
            AuditFaults.all(),
            RemovalFaults.all(),
            ManyFaults.all(),
            other(),
            eventKinds(),
            leases(),
            formerIds(),
            auditCounts())
        .flatMap(List::stream);
  }

  /** By rule, as lines of a table. */
  static String table() {
    return all()
        .sorted(
            Comparator.comparing((Fault fault) -> fault.rule().substring(0, 2))
                .thenComparing(fault -> Integer.valueOf(fault.rule().substring(3))))
        .map(fault -> "| " + fault.rule() + " | " + fault.what() + " |\n")
        .collect(Collectors.joining());
  }

  private static List<Fault> other() {
    return List.of(
        new Fault(
            "CS-4",
            "The ID of a disabled user can be assigned at once.",
            FaultyMapStores.ForgetsTheQuarantineOnDisabling::new),
        new Fault(
            "CS-4",
            "\"Not longer than\" where \"shorter than\" was meant, in whole seconds.",
            FaultyMapStores.ReusesAnIdAtItsLastSecond::new),
        new Fault(
            "CS-4",
            "The quarantine is taken from the moment of retiring, and not added.",
            FaultyMapStores.TakesTheQuarantineAway::new),
        new Fault(
            "CS-2",
            "The free ID is looked for in one transaction and taken in the next.",
            FaultyMapStores.GivesOneIdToTwoUsers::new),
        new Fault(
            "CS-5",
            "For a minute after a reset callers still get in with the old ID.",
            BrokenStores.KeepsTheOldIdAlive::new),
        new Fault(
            "CS-5",
            "What was active once is answered from a cache.",
            FaultyMapStores.ReturnsAStaleRead::new),
        new Fault(
            "CS-6",
            "A reset happens, whichever ID the administrator saw.",
            FaultyMapStores.IgnoresTheExpectedId::new),
        new Fault(
            "CS-6",
            "A reset happens, whichever version the administrator saw.",
            FaultyMapStores.IgnoresTheExpectedVersion::new),
        new Fault(
            "CS-6",
            "The expected ID is compared first, and the change made afterwards.",
            FaultyMapStores.ChecksThenActs::new),
        new Fault(
            "CS-8",
            "Whatever version a repetition expects, it gets the first result.",
            FaultyMapStores.ReplaysWhateverVersionIsExpected::new),
        new Fault(
            "CS-8",
            "A double click resets twice.",
            FaultyMapStores.AppliesAnIdempotencyKeyTwice::new),
        new Fault(
            "CS-10",
            "The audit comes in the order of the users' keys.",
            FaultyMapStores.DropsTheOrderOfTheAudit::new),
        new Fault(
            "CS-10",
            "There is a column for one reason only.",
            FaultyMapStores.ForgetsThePublicReason::new),
        new Fault(
            "CS-10",
            "The audit of everybody is shown, whoever was asked for as the actor.",
            FaultyMapStores.IgnoresTheActorAskedFor::new),
        new Fault(
            "CS-10",
            "\"Until\" is taken to include its end.",
            FaultyMapStores.ReadsTheAuditATickTooFar::new),
        new Fault(
            "CS-15",
            "Listeners hear of what was rolled back.",
            FaultyMapStores.TellsOfWhatWasRolledBack::new),
        new Fault(
            "CS-15",
            "Listeners hear twice, of each of two nested transactions.",
            FaultyMapStores.TellsTwice::new),
        new Fault(
            "CS-12",
            "The audit of an erased user is gone, but not the user.",
            BrokenStores.ErasesOnlyByDisabling::new),
        new Fault("CS-14", "A full store stays full.", BrokenStores.CountsWhatIsFreeAgain::new),
        new Fault(
            "CS-17",
            "What a chunk had done before it failed stays.",
            FaultyMapStores.KeepsAPartOfAChunk::new),
        new Fault(
            "CS-17",
            "Between the changes of a chunk others get their turn.",
            FaultyMapStores.MakesAChunkOneByOne::new),
        new Fault(
            "CS-17",
            "The answers to a chunk come in the order in which it was made.",
            BrokenStores.AnswersInAnotherOrder::new),
        new Fault(
            "CS-18",
            "Whether an ID that is brought in is reserved is not looked up.",
            FaultyMapStores.AdoptsAReservedId::new),
        new Fault(
            "CS-18",
            "Where one is refused the others are adopted all the same.",
            FaultyMapStores.AdoptsWhatItShouldWithhold::new),
        new Fault(
            "CS-19",
            "The next page begins with the next moment, not with the next user.",
            FaultyMapStores.SkipsTheEquallyOld::new),
        new Fault(
            "CS-20",
            "A quarantine that is over is counted among those that will end.",
            FaultyMapStores.CountsWhatHasEnded::new),
        new Fault(
            "OB-1",
            "When the first candidate is taken the change is tried again, but its message is"
                + " forgotten.",
            FaultyMapStores.LosesTheMessageOfARetry::new),
        new Fault(
            "OB-1",
            "The message is queued before the change is judged.",
            FaultyMapStores.QueuesAMessageForARefusedReset::new),
        new Fault(
            "OB-2",
            "What is due is read in one transaction and leased in the next.",
            FaultyMapStores.HandsOneLeaseToTwoWorkers::new),
        new Fault(
            "OB-3",
            "A worker that dies on a message tries it for ever.",
            BrokenStores.DoesNotCountAttempts::new),
        new Fault(
            "OB-4",
            "Whoever answers last decides, also a worker that was given up.",
            FaultyMapStores.AcknowledgesWithAStaleLease::new),
        new Fault(
            "OB-12",
            "Each attempt has another message key, so that nobody can tell a repeat.",
            FaultyMapStores.NamesEachAttempt::new),
        new Fault(
            "OB-12",
            "A message is named by its user, so that the next one looks like a repeat.",
            FaultyMapStores.NamesMessagesByTheirUser::new),
        new Fault(
            "OB-13",
            "A message is given up because the mail server was away for long.",
            FaultyMapStores.ForgetsExcuses::new),
        new Fault(
            "OB-13",
            "What a worker that died had in hand is believed unsent.",
            FaultyMapStores.ForgetsWhatMayHaveBeenSent::new),
        new Fault(
            "OB-14",
            "A lease that has run out still counts as a worker's.",
            BrokenStores.CountsDeadWorkersAsBusy::new),
        new Fault(
            "OB-10",
            "Messages come out as from a stack.",
            BrokenStores.HandsOutTheNewestFirst::new));
  }

  private static List<Fault> eventKinds() {
    return List.of(
        new Fault(
            "CS-9",
            "What is no enabling, disabling or conference information is a reset: new numbers.",
            FaultyEventKinds.TakesOtherKindsForResets::ofNumbers),
        new Fault(
            "CS-9",
            "What is no enabling, disabling or conference information is a reset: a look at an ID.",
            FaultyEventKinds.TakesOtherKindsForResets::ofReveals),
        new Fault(
            "CS-9",
            "A message is queued for whatever happens.",
            FaultyEventKinds.QueuesMailForAReveal::new),
        new Fault(
            "OB-6",
            "Only conference information is looked at when its user is disabled.",
            FaultyEventKinds.SendsNumbersToTheDisabled::new));
  }

  private static List<Fault> leases() {
    return List.of(
        new Fault(
            "OB-15",
            "The contexts of one claim are read in another order than its messages.",
            FaultyLeases.TellsAnotherUsersContext::new),
        new Fault(
            "OB-15",
            "The context is copied into the message, where an erasure does not look.",
            FaultyLeases.TellsAnErasedActor::new),
        new Fault(
            "OB-15",
            "There is a column for who asked, and none for the reason that the organizer may read.",
            FaultyLeases.TellsTheActorOnly::new));
  }

  private static List<Fault> formerIds() {
    return List.of(
        new Fault(
            "CS-21",
            "Former IDs are read from the audit alone.",
            FaultyFormerIds.ForgetsWhatWasPruned::new),
        new Fault(
            "CS-21",
            "Former IDs are read from the IDs alone.",
            FaultyFormerIds.ForgetsWhatIsSomebodyElses::new),
        new Fault(
            "CS-21",
            "An ID that was sent as conference information is taken for a former one.",
            FaultyFormerIds.TellsThePresentId::new),
        new Fault(
            "CS-21",
            "Former IDs come in the order in which they were given.",
            FaultyFormerIds.TellsTheOldestFirst::new),
        new Fault(
            "CS-21",
            "Former IDs are kept in a list that an erasure does not know.",
            FaultyFormerIds.RemembersTheErased::new));
  }

  private static List<Fault> auditCounts() {
    return List.of(
        new Fault(
            "CS-22",
            "Only the entries of one page are counted.",
            FaultyAuditCounts.CountsAPage::new),
        new Fault(
            "CS-22",
            "The state of the messages is no condition where they are counted.",
            FaultyAuditCounts.CountsEveryState::new),
        new Fault(
            "CS-22",
            "A message is counted as it was queued, whatever became of it.",
            FaultyAuditCounts.CountsWhatWasQueued::new));
  }
}
