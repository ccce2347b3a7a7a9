package org.conferenceid.examples.adminconsole;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.conferenceid.Caller;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.examples.support.Person;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Something to play with: people, of whom most have an ID, a few resets with their mail, mails that
 * failed, and callers who guessed.
 */
@Component
class FirstData implements ApplicationRunner {
  private static final int NOT_ENABLED_EVERY = 25;
  private static final int NO_ADDRESS_EVERY = 120;
  private static final int RESETS = 12;

  /** Numbers that the French regulator keeps for films and books, and one within the house. */
  private static final List<String> GUESSERS =
      List.of("+33 6 39 98 00 17", "+33 1 99 00 41 08", "4127");

  private static final int GUESSES = 25;

  private final People people;
  private final Administration administration;
  private final AutoAttendant attendant;
  private final TransactionOperations transaction;

  FirstData(
      People people,
      Administration administration,
      AutoAttendant attendant,
      TransactionOperations transaction) {
    this.people = people;
    this.administration = administration;
    this.attendant = attendant;
    this.transaction = transaction;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (people.isEmpty()) {
      transaction.executeWithoutResult(status -> addPeople(MadeUpPeople.all()));
      resetSome(MadeUpPeople.all());
    }
    guess();
  }

  /** One transaction for a thousand changes, which is fast on a disk of any kind. */
  private void addPeople(List<Person> all) {
    people.add(all, every(NO_ADDRESS_EVERY, all));
    Set<UserId> without = every(NOT_ENABLED_EVERY, all);
    for (Person person : all) {
      if (!without.contains(person.user())) {
        administration.enable(EnableRequest.of(person.user()).by("import").mail(false));
      }
    }
  }

  private static Set<UserId> every(int step, List<Person> all) {
    return all.stream()
        .filter(person -> (all.indexOf(person) + 1) % step == 0)
        .map(Person::user)
        .collect(Collectors.toSet());
  }

  /** Also for those who have no address: the console is to have failed mails to show. */
  private void resetSome(List<Person> all) {
    List<UserId> some = all.stream().map(Person::user).limit(RESETS).toList();
    for (UserId user : some) {
      reset(user, "operator", "the ID stood on a poster");
    }
    for (UserId user : every(NO_ADDRESS_EVERY, all)) {
      reset(user, "many", "left the company’s directory");
    }
  }

  private void reset(UserId user, String administrator, String reason) {
    administration.resets().reset(ResetRequest.of(user).by(administrator).reason(reason));
  }

  /** The limits of callers are in memory, so this is done at each start. */
  private void guess() {
    for (String number : GUESSERS) {
      for (int guess = 0; guess < GUESSES; guess++) {
        attendant.admit("1000" + (100 + guess), Caller.of(number));
      }
    }
  }
}
