using System.Text.Json;
using Everlatch.Core.Slots;

namespace Everlatch.Edge.Slots;

/// <summary>Reads and checks the slots file.</summary>
internal static class ReadSlots
{
    private const int WholeTraffic = 100;
    private const int MaxNameLength = 32;
    private const int LongestLease = 3600;

    /// <summary>The slots that a file's content names.</summary>
    /// <exception cref="FormatException">It cannot be used; the message says what was expected.</exception>
    public static SlotsFile Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, SlotsJson.Default.SlotsDocument)
                ?? throw new FormatException("An object with the member 'slots' is expected.");
            var slots = Check([.. document.Slots.Select(Plan)]);
            return new SlotsFile(slots, document.Lease is { } lease ? Lease(lease, slots) : null);
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static SlotPlan Plan(SlotEntry slot)
    {
        if (slot.Name.Length is 0 or > MaxNameLength || !slot.Name.All(IsPlain))
        {
            throw new FormatException(
                $"A slot's name has 1 to {MaxNameLength} letters, digits, hyphens, underscores or dots; it was '{slot.Name}'.");
        }

        return slot.Share is >= 0 and <= WholeTraffic
            ? new SlotPlan(slot.Name, [.. slot.Servers.Select(Address)], slot.Share)
            : throw new FormatException($"The share of slot '{slot.Name}' is 0 to {WholeTraffic}; it was {slot.Share}.");
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';

    private static ServerAddress Address(string text) => ServerAddress.TryParse(text, out var address)
        ? address
        : throw new FormatException(
            $"A server is 'unix:/path', 'https://host:port', or 'http://' with a loopback address and port; it was '{text}'.");

    private static IReadOnlyList<SlotPlan> Check(IReadOnlyList<SlotPlan> slots)
    {
        if (slots.FirstOrDefault(slot => slot.Servers.Count == 0) is { } empty)
        {
            throw new FormatException($"Slot '{empty.Name}' has no servers.");
        }

        if (slots.GroupBy(slot => slot.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } name)
        {
            throw new FormatException($"Two slots are called '{name.Key}'.");
        }

        var servers = slots.SelectMany(slot => slot.Servers).GroupBy(server => server);
        if (servers.FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new FormatException($"Server '{twice.Key}' is named twice.");
        }

        return WithWholeTraffic(slots, "The shares of all slots");
    }

    private static IReadOnlyList<SlotPlan> WithWholeTraffic(IReadOnlyList<SlotPlan> slots, string which)
    {
        var sum = slots.Sum(slot => slot.Share);
        return sum == WholeTraffic
            ? slots
            : throw new FormatException($"{which} come to {WholeTraffic}; these come to {sum}.");
    }

    private static SlotsFile.Lent Lease(SlotsLease lease, IReadOnlyList<SlotPlan> slots)
    {
        if (lease.Seconds is < 1 or > LongestLease)
        {
            throw new FormatException($"A lease has 1 to {LongestLease} seconds; it had {lease.Seconds}.");
        }

        bool IsOdd(KeyValuePair<string, int> share) => share.Value < 0 || slots.All(slot => slot.Name != share.Key);
        if (lease.Otherwise.FirstOrDefault(IsOdd) is { Key: { } odd })
        {
            throw new FormatException($"'otherwise' gives shares to slots of this file; '{odd}' is none, or has less than 0.");
        }

        IReadOnlyList<SlotPlan> otherwise =
            [.. slots.Select(slot => slot with { Share = lease.Otherwise.GetValueOrDefault(slot.Name) })];
        return new SlotsFile.Lent(
            lease.Beat, TimeSpan.FromSeconds(lease.Seconds), WithWholeTraffic(otherwise, "The shares in 'otherwise'"));
    }
}
