using System.Text.Json;
using Everlatch.Core.Slots;

namespace Everlatch.Edge.Slots;

/// <summary>Reads and checks the slots file.</summary>
internal static class ReadSlots
{
    private const int WholeTraffic = 100;
    private const int MaxNameLength = 32;

    /// <summary>The slots that a file's content names.</summary>
    /// <exception cref="FormatException">It cannot be used; the message says what was expected.</exception>
    public static IReadOnlyList<SlotPlan> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, SlotsJson.Default.SlotsDocument)
                ?? throw new FormatException("An object with the member 'slots' is expected.");
            return Check([.. document.Slots.Select(Plan)]);
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

        var sum = slots.Sum(slot => slot.Share);
        return sum == WholeTraffic
            ? slots
            : throw new FormatException($"The shares of all slots come to {WholeTraffic}; these come to {sum}.");
    }
}
