using System.ComponentModel.DataAnnotations;

namespace Everlatch.Storage;

/// <summary>Where the data is. Section <c>Everlatch:Storage</c>.</summary>
public sealed class StorageOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Storage";

    /// <summary>
    /// Connection string of PostgreSQL; empty means embedded SQLite. <c>Host</c> may name a primary and its standbys. It holds a
    /// password: pass it by environment or file.
    /// </summary>
    public string Postgres { get; set; } = "";

    /// <summary>Path of the SQLite file when no PostgreSQL is named. Default <c>everlatch.db</c>.</summary>
    [Required]
    public string SqliteFile { get; set; } = "everlatch.db";

    /// <summary>
    /// Folder whose <c>Migrations</c> and <c>Contracts</c> a server goes by,
    /// instead of its build's own; for drills. Default none.
    /// </summary>
    public string SchemaFolder { get; set; } = "";

    /// <summary>Seconds until a statement counts as a fault. Default 5.</summary>
    [Range(1, 60)]
    public int StatementTimeoutSeconds { get; set; } = 5;

    /// <summary>Seconds until connecting counts as a fault. Default 3.</summary>
    [Range(1, 60)]
    public int ConnectTimeoutSeconds { get; set; } = 3;

    /// <summary>
    /// Folder of this server's own for what it does while no database takes writes. Empty (the default) keeps none: what
    /// needs a write is unavailable then.
    /// </summary>
    public string JournalFolder { get; set; } = "";

    /// <summary>Megabytes that may wait there. Default 256; past it what needs a write is unavailable.</summary>
    [Range(1, 65_536)]
    public int JournalMegabytes { get; set; } = 256;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Postgres.Length > 0 && PostgresAddress.ProblemOf(Postgres) is { } problem)
        {
            yield return new ValidationResult(problem, [nameof(Postgres)]);
        }
    }
}
