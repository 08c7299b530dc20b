using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Migrations;

/// <summary>Requires that the steps of a release are there as they were: databases exist that have run them.</summary>
internal static class CheckReleased
{
    /// <summary>Passes, or refuses.</summary>
    /// <exception cref="SchemaException">A released file was edited or removed.</exception>
    public static void Run(IReadOnlyList<Migration> migrations, IEnumerable<SchemaContract> released, SchemaEngine engine)
    {
        var found = migrations.ToDictionary(m => m.Step, StringComparer.Ordinal);
        foreach (var release in released)
        {
            foreach (var step in release.Steps)
            {
                if (!found.TryGetValue(step.Step, out var migration))
                {
                    throw new SchemaException(
                        "EL1809", $"Release {release.Release} has this step, and its file is gone.",
                        $"Migrations/{engine}/{step.Step}.sql");
                }

                if (migration.Sha256 != step.Sha256)
                {
                    throw new SchemaException(
                        "EL1808",
                        $"This file is not what release {release.Release} shipped. A change goes into a new number.",
                        migration.File);
                }
            }
        }
    }
}
