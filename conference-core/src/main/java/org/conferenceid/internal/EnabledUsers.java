package org.conferenceid.internal;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.conferenceid.Organizer;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.OrganizerQuery;

/** Goes through everybody who is enabled, a page at a time. Not safe for use by several threads. */
public final class EnabledUsers implements Iterator<Organizer> {
  private final ConferenceStore store;
  private OrganizerQuery query = OrganizerQuery.all();
  private Iterator<Organizer> page = List.<Organizer>of().iterator();
  private boolean last;

  /**
   * Begins.
   *
   * @param store where users are read
   */
  public EnabledUsers(ConferenceStore store) {
    this.store = store;
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && !last) {
      List<Organizer> read = store.organizers(query);
      last = read.size() < query.limit();
      if (!last) {
        query = query.after(read.get(read.size() - 1));
      }
      page = read.iterator();
    }
    return page.hasNext();
  }

  @Override
  public Organizer next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }
}
