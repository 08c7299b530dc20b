using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Mail;

namespace Everlatch.Cli.Moves;

/// <summary>
/// Columns whose values are sealed with the region's master key, and for what. A test finds one that is not here.
/// </summary>
internal static class SealedColumns
{
    /// <summary>What the name of every such column ends with.</summary>
    public const string Suffix = "_sealed";

    /// <summary>Those of a row, each with the purpose that it is sealed for.</summary>
    public static IEnumerable<(string Column, string Purpose)> Of(
        string table, EnvironmentId environment, IReadOnlyDictionary<string, object?> row) => table switch
    {
        MovedTables.Environments => [("refresh_key_sealed", RefreshKey.Purpose(environment))],
        "keys" => [("private_key_sealed", SealedSigningKey.Purpose(environment))],
        "mails" => [("message_sealed", Outbox.Purpose(environment))],
        "certificates" =>
            [("private_key_sealed", HostKey.Purpose(environment, HostName.Trusted((string)row["host_name"]!)))],
        _ => [],
    };

    /// <summary>What stands for a secret that is nowhere: an environment that never moved derives its key.</summary>
    public static byte[] Missing(MasterKey master, EnvironmentId environment, string table) =>
        table == MovedTables.Environments
            ? RefreshKey.Derive(master, environment)
            : throw new InvalidOperationException($"A secret is missing in {table}.");
}
