using Everlatch.Fuzz.Inputs;

namespace Everlatch.Fuzz;

/// <summary>
/// Every parser of ours that reads what strangers send, and the one that cuts migrations
/// into statements. A test looks for one that is missing, and runs each briefly.
/// </summary>
internal static class Targets
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Target> ByName { get; } =
        new[]
        {
            Words.All, Clients.All, Protocols.All, Management.All, Pages.All, Schemas.All, Slots.All, Edges.All, Certificates.All,
            Releases.All,
        }
            .SelectMany(targets => targets)
            .ToDictionary(target => target.Name, StringComparer.Ordinal);
}
