using System.Collections.Immutable;
using Everlatch.Identity.Audit;
using Everlatch.Storage.Journal;

namespace Everlatch.Identity.Outages;

/// <summary>How the audit trail tells of what came from a journal.</summary>
public static class OutageAudit
{
    /// <summary>Something that was done in an outage is refused afterwards.</summary>
    public const string Refused = "outage.refused";

    /// <summary>Details that name the journal's entry.</summary>
    public static ImmutableDictionary<string, string> Details(JournalEntry entry) =>
        AuditEvent.NoDetails.Add("journal_entry", entry.Id);
}
