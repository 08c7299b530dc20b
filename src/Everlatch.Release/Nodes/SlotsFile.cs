using System.Text.Json;
using Everlatch.Core.Slots;
using Everlatch.Release.Nodes.Servers;

namespace Everlatch.Release.Nodes;

/// <summary>The file that tells the machine's edges which slots there are, and how long their shares hold.</summary>
internal sealed class SlotsFile(NodeOptions options)
{
    private long beat;
    private byte[] written = [];
    private byte[]? prepared;

    private string Next => options.SlotsFile + ".new";

    /// <summary>Writes what a state says. While a release has not settled each writing renews its shares.</summary>
    /// <exception cref="NodeFaultException">It cannot be written.</exception>
    public void Write(NodeState state)
    {
        Prepare(state);
        Tell();
    }

    /// <summary>Puts what a state will say on the disk. Nobody reads it before <see cref="Tell" />.</summary>
    /// <exception cref="NodeFaultException">It cannot be written.</exception>
    public void Prepare(NodeState state)
    {
        prepared = null;

        // Before the first release there is nothing that an edge could use.
        if (state.Live is null && state.Lent is null)
        {
            return;
        }

        var document = new SlotsDocument
        {
            Slots = [.. state.Slots.Select(slot => EntryOf(slot.Key, slot.Value, state))],
            Lease = state is { Lent: not null, Live: { } live } ? LeaseFor(live) : null,
        };
        var content = JsonSerializer.SerializeToUtf8Bytes(document, SlotsJson.Default.SlotsDocument);
        if (!content.AsSpan().SequenceEqual(written))
        {
            Try(() =>
            {
                using var file = new FileStream(Next, FileMode.Create, FileAccess.Write, FileShare.None);
                file.Write(content);
                file.Flush(flushToDisk: true);
            });
            prepared = content;
        }
    }

    /// <summary>Has the edges see what was prepared. It needs no room.</summary>
    /// <exception cref="NodeFaultException">It cannot be renamed; the next writing says it again.</exception>
    public void Tell()
    {
        if (prepared is { } content)
        {
            Try(() => File.Move(Next, options.SlotsFile, overwrite: true));
            (written, prepared) = (content, null);
        }
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeFaultException("EL2042", $"The slots file {options.SlotsFile} cannot be written: {e.Message}", e);
        }
    }

    private SlotEntry EntryOf(string name, PlacedSlot slot, NodeState state) => new()
    {
        Name = name,
        Share = state.ShareOf(name),
        Servers = [.. ServerPlace.Of(options.SocketFolder, name, slot.Servers).Select(place => place.Address)],
    };

    private SlotsLease LeaseFor(string live) => new()
    {
        // A number that no node before this one wrote: an edge takes any other one for a sign of life.
        Beat = beat = beat == 0 ? Random() : beat + 1,
        Seconds = options.LeaseSeconds,
        Otherwise = new Dictionary<string, int>(StringComparer.Ordinal) { [live] = NodeState.WholeTraffic },
    };

    private static long Random() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, int.MaxValue);
}
