using System.Security.Cryptography;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;

namespace Everlatch.Cli.Moves;

/// <summary>One of both regions: its database, and what its secrets are sealed with.</summary>
internal sealed record MoveSide(IDatabase Database, MasterKey Master, EnvironmentId Environment)
{
    /// <summary>Reads an environment's rows of a table, page by page, with their secrets opened.</summary>
    public async IAsyncEnumerable<MovedRow> ReadAsync(
        MovedTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var after = table.Keys.ToDictionary(key => "after_" + key, _ => (object?)"");
        after["environment"] = Environment.Value;
        while (true)
        {
            var page = await Database.ListAsync<object>(table.Read, after, ct);
            foreach (var read in page)
            {
                yield return MovedRow.Open(table, (IDictionary<string, object?>)read, this);
            }

            if (MovedTable.IsLast(page.Count))
            {
                yield break;
            }

            var last = (IDictionary<string, object?>)page[^1];
            foreach (var key in table.Keys)
            {
                after["after_" + key] = last[key];
            }
        }
    }

    /// <summary>Opens a secret.</summary>
    /// <exception cref="CryptographicException">It was sealed with another master key than the one that was given.</exception>
    public byte[] Open(string purpose, byte[] value) => Master.Open(purpose, value);
}
