using Everlatch.Edge.Slots;

namespace Everlatch.Fuzz.Inputs;

/// <summary>What a release writes for edges.</summary>
internal static class Slots
{
    public static readonly IReadOnlyList<Target> All =
    [
        Target.OfText(
            "server-address",
            typeof(ServerAddress),
            text => !ServerAddress.TryParse(text, out var address)
                || (ServerAddress.TryParse(address.Text, out var again) && again == address),
            "unix:/run/everlatch/blue.sock", "https://server.internal:8443", "http://[::1]:8080"),
        Target.OfBytes(
            "slots-file",
            typeof(ReadSlots),
            ReadsOrRefuses,
            """{"slots":[{"name":"blue","servers":["unix:/a"],"share":90},{"name":"green","servers":["unix:/b"],"share":10}]}"""u8
                .ToArray()),
    ];

    private static bool ReadsOrRefuses(byte[] bytes)
    {
        try
        {
            var file = ReadSlots.Parse(bytes);
            return file.Slots.Sum(slot => slot.Share) == 100 && (file.Lease?.Otherwise.Sum(slot => slot.Share) ?? 100) == 100;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
