using System.Buffers;
using System.Numerics;
using System.Text;

namespace Everlatch.Edge.Regions;

/// <summary>Packs hosts into a table. A name must not be added twice.</summary>
internal sealed class HostTableBuilder(int capacity)
{
    private readonly ArrayBufferWriter<byte> names = new(Math.Max(16, capacity * 24));
    private readonly List<int> ends = new(capacity);
    private readonly List<int> environments = new(capacity);
    private readonly List<long> certificates = new(capacity);
    private readonly List<int> hashes = new(capacity);

    /// <summary>Adds a host in lower-case ASCII.</summary>
    public void Add(string name, RoutedHost host)
    {
        Encoding.ASCII.GetBytes(name, names);
        ends.Add(names.WrittenCount);
        environments.Add(host.Environment);
        certificates.Add(host.Certificate);
        hashes.Add(HostTable.HashOf(name));
    }

    /// <summary>The table.</summary>
    public HostTable Build()
    {
        // At most half full: a look-up meets a neighbour now and then, and never a long row of them.
        var slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, ends.Count * 2))];
        for (var i = 0; i < hashes.Count; i++)
        {
            var slot = hashes[i] & (slots.Length - 1);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = i + 1;
        }

        return new HostTable(names.WrittenSpan.ToArray(), [.. ends], [.. environments], [.. certificates], slots);
    }
}
