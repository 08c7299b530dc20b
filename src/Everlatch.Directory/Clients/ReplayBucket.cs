using System.Runtime.InteropServices;

namespace Everlatch.Directory.Clients;

/// <summary>The assertions that end in one minute, and how many of them each client presented.</summary>
internal sealed class ReplayBucket
{
    private readonly HashSet<UInt128> assertions = [];
    private readonly Dictionary<string, int> byClient = new(StringComparer.Ordinal);

    public int Count => assertions.Count;

    public bool Contains(UInt128 assertion) => assertions.Contains(assertion);

    public int CountOf(string client) => byClient.GetValueOrDefault(client);

    /// <summary>Adds an assertion that is not in it.</summary>
    public void Add(string client, UInt128 assertion)
    {
        assertions.Add(assertion);
        CollectionsMarshal.GetValueRefOrAddDefault(byClient, client, out _)++;
    }
}
