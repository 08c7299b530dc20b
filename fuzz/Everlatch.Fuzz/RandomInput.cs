using System.Security.Cryptography;

namespace Everlatch.Fuzz;

/// <summary>
/// Changes seeds at random for a bounded time: what runs where AFL is not installed. It knows nothing of coverage.
/// </summary>
internal static class RandomInput
{
    private const int MaxLength = 4096;
    private const int MaxChanges = 8;

    /// <summary>Runs a target; 1 when it found something, with the input in a file.</summary>
    public static int Run(Target target, TimeSpan time)
    {
        var clock = TimeProvider.System;
        var begin = clock.GetTimestamp();
        long runs = 0;
        for (; clock.GetElapsedTime(begin) < time; runs++)
        {
            if (Find(target) is var (input, e))
            {
                var file = $"finding-{target.Name}";
                File.WriteAllBytes(file, input);
                Console.WriteLine($"{target.Name}: after {runs} inputs, in {file}: {e}");
                return 1;
            }
        }

        Console.WriteLine($"{target.Name}: {runs} inputs, no finding");
        return 0;
    }

    /// <summary>Runs a target once; null when it found nothing.</summary>
    public static (byte[] Input, Exception Exception)? Find(Target target)
    {
        var input = Change(target.Seeds[RandomNumberGenerator.GetInt32(target.Seeds.Count)]);
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception e)
        {
            return (input, e);
        }
    }

    private static byte[] Change(byte[] seed)
    {
        var bytes = new List<byte>(seed);
        for (var changes = RandomNumberGenerator.GetInt32(1, MaxChanges + 1); changes > 0; changes--)
        {
            var at = RandomNumberGenerator.GetInt32(bytes.Count + 1);
            switch (RandomNumberGenerator.GetInt32(5))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << RandomNumberGenerator.GetInt32(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, RandomNumberGenerator.GetInt32(1, bytes.Count - at + 1));
                    break;
                case 2 when bytes.Count is > 0 and < MaxLength / 2:
                    bytes.InsertRange(at, bytes[..RandomNumberGenerator.GetInt32(1, bytes.Count + 1)]);
                    break;
                default:
                    bytes.Insert(at, (byte)RandomNumberGenerator.GetInt32(256));
                    break;
            }
        }

        return [.. bytes];
    }
}
