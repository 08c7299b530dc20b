using System.Security.Cryptography;
using CsCheck;
using Everlatch.Core.Secrets;

namespace Everlatch.Core.Tests;

public sealed class MasterKeyTests
{
    private readonly MasterKey key = new(RandomNumberGenerator.GetBytes(MasterKey.Length));

    [Fact]
    public void What_was_sealed_can_be_opened() =>
        Gen.Byte.Array[0, 300].Sample(value => key.Open("a", key.Seal("a", value)).SequenceEqual(value));

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var sealedValue = key.Seal("a", [1, 2, 3]);
        for (var i = 0; i < sealedValue.Length; i++)
        {
            var altered = sealedValue.ToArray();
            altered[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => key.Open("a", altered));
        }
    }

    [Fact]
    public void A_value_sealed_for_one_purpose_is_closed_to_another_and_to_another_key()
    {
        var sealedValue = key.Seal("keys:env_a", [1, 2, 3]);

        Assert.ThrowsAny<CryptographicException>(() => key.Open("keys:env_b", sealedValue));
        Assert.ThrowsAny<CryptographicException>(
            () => new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)).Open("keys:env_a", sealedValue));
        Assert.Equal([1, 2, 3], key.Open("keys:env_a", sealedValue));
    }

    [Fact]
    public void Sealing_twice_gives_two_values() => Assert.NotEqual(key.Seal("a", [1]), key.Seal("a", [1]));

    [Fact]
    public void Any_bytes_are_refused_without_another_exception() =>
        Gen.Byte.Array[0, 100].Sample(value =>
        {
            Assert.ThrowsAny<CryptographicException>(() => key.Open("a", value));
        });

    [Fact]
    public void Purposes_have_keys_of_their_own_and_keep_them()
    {
        Assert.NotEqual(key.Derive("a"), key.Derive("b"));
        Assert.Equal(key.Derive("a"), key.Derive("a"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_has_32_bytes(int length) => Assert.Throws<ArgumentException>(() => new MasterKey(new byte[length]));
}
