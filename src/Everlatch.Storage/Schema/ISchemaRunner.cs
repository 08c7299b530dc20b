namespace Everlatch.Storage.Schema;

/// <summary>Brings a database to the schema of this build, and says whether it is there.</summary>
public interface ISchemaRunner
{
    /// <summary>Applies what is missing, in order, each file once, however many runners start together.</summary>
    Task ApplyAsync(CancellationToken ct);

    /// <summary>Names the migrations that the database has not got; empty when the schema fits.</summary>
    Task<IReadOnlyList<string>> PendingAsync(CancellationToken ct);
}
