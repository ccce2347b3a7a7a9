package org.conferenceid.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.testkit.ForwardingStore;

/** A {@link MapStore} as it is to be used in a transaction of the application. */
final class JoinedStore extends ForwardingStore {
  private final List<Runnable> tasks = new ArrayList<>();

  JoinedStore(MapStore store) {
    super(store);
  }

  List<Runnable> tasks() {
    return tasks;
  }

  @Override
  public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    return joined(super.change(change, candidates));
  }

  @Override
  public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
    return super.changeAll(changes, candidates).stream().map(JoinedStore::joined).toList();
  }

  private static ChangeResult joined(ChangeResult result) {
    return result instanceof ChangeResult.Done done
        ? new ChangeResult.Done(done.event(), done.replayed(), /* committed= */ false)
        : result;
  }

  @Override
  public List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode) {
    return super.adopt(adoptions, mode).stream().map(JoinedStore::joined).toList();
  }

  private static AdoptionResult joined(AdoptionResult result) {
    return result instanceof AdoptionResult.Adopted adopted
        ? new AdoptionResult.Adopted(adopted.event(), /* committed= */ false)
        : result;
  }

  @Override
  public List<Lease> claim(String worker, int max, Duration lease) {
    throw new IllegalStateException("a lease must be committed before anything is sent");
  }

  @Override
  public void afterCommit(Runnable task) {
    tasks.add(task);
  }

  @Override
  public boolean inApplicationTransaction() {
    return true;
  }
}
