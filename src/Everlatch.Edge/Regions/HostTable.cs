using System.Text;

namespace Everlatch.Edge.Regions;

/// <summary>
/// Hosts and the environments that they lead to, packed: about 48 bytes a host and its name's letters once, found in one step.
/// </summary>
/// <remarks>
/// Immutable. Names lie one after the other in one array; open addressing leads from a name's hash to its place.
/// </remarks>
internal sealed class HostTable
{
    /// <summary>Without any host.</summary>
    public static readonly HostTable Empty = new HostTableBuilder(0).Build();

    private readonly byte[] names;
    private readonly int[] ends;
    private readonly int[] environments;
    private readonly long[] certificates;
    private readonly int[] slots;

    /// <param name="names">All names, one after the other.</param>
    /// <param name="ends">Where each name ends.</param>
    /// <param name="environments">The number of each name's environment.</param>
    /// <param name="certificates">The tag of each name's certificate, or 0.</param>
    /// <param name="slots">For each hash a name's number plus one, or 0; a power of two of them.</param>
    internal HostTable(byte[] names, int[] ends, int[] environments, long[] certificates, int[] slots)
    {
        this.names = names;
        this.ends = ends;
        this.environments = environments;
        this.certificates = certificates;
        this.slots = slots;
    }

    /// <summary>How many hosts there are.</summary>
    public int Count => ends.Length;

    /// <summary>What is known of a host; <see cref="RoutedHost.Nowhere" /> for an unknown one.</summary>
    /// <param name="host">The name, in any case.</param>
    public RoutedHost Find(ReadOnlySpan<char> host)
    {
        var last = slots.Length - 1;
        for (var slot = HashOf(host) & last; slots[slot] > 0; slot = (slot + 1) & last)
        {
            var number = slots[slot] - 1;
            if (Ascii.EqualsIgnoreCase(NameAt(number), host))
            {
                return At(number);
            }
        }

        return RoutedHost.Nowhere;
    }

    /// <summary>Every host.</summary>
    public IEnumerable<(string Name, RoutedHost Host)> All() =>
        Enumerable.Range(0, Count).Select(i => (Encoding.ASCII.GetString(NameAt(i)), At(i)));

    // Seeded anew in each process: nobody can choose names that meet in one slot.
    internal static int HashOf(ReadOnlySpan<char> name) => string.GetHashCode(name, StringComparison.OrdinalIgnoreCase);

    private RoutedHost At(int index) => new(environments[index], certificates[index]);

    private ReadOnlySpan<byte> NameAt(int index)
    {
        var start = index == 0 ? 0 : ends[index - 1];
        return names.AsSpan(start, ends[index] - start);
    }
}
