using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Storage.Journal;

namespace Everlatch.Oidc.Outages;

/// <summary>Audit events of what a journal brought.</summary>
internal static class OutageEvents
{
    /// <summary>Something that an application was given in an outage does not count.</summary>
    public static ProtocolEvent Refused(
        EnvironmentId environment, GrantId grant, AppId application, JournalEntry entry, string because) =>
        new(environment, "outage.refused", grant.Value)
        {
            Outcome = because, Client = application.Value, At = entry.At, JournalEntry = entry.Id,
        };
}
