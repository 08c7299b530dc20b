using System.Text.Json;
using CsCheck;
using Everlatch.Core.Ids;
using Everlatch.Testing;

namespace Everlatch.Core.Tests;

public sealed class IdTests
{
    [Fact]
    public void An_id_says_what_it_names_and_parses_to_itself()
    {
        var id = Id.New<UserId>(new TestClock());

        Assert.StartsWith("usr_", id.Value, StringComparison.Ordinal);
        Assert.True(UserId.TryParse(id.Value, out var parsed));
        Assert.Equal(id, parsed);
        Assert.False(TenantId.TryParse(id.Value, out _));
    }

    [Fact]
    public void Ids_sort_by_the_time_they_were_made()
    {
        var clock = new TestClock();
        var ids = Enumerable.Range(0, 50).Select(_ =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            return Id.New<UserId>(clock).Value;
        }).ToArray();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void No_two_ids_of_one_moment_are_the_same()
    {
        var clock = new TestClock();

        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => Id.New<UserId>(clock).Value).Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("usr_")]
    [InlineData("usr_0123456789abcdefghjkmnpqr")]
    [InlineData("usr_0123456789abcdefghjkmnpqrst")]
    [InlineData("USR_0123456789abcdefghjkmnpqrs")]
    [InlineData("usr_0123456789ABCDEFGHJKMNPQRS")]
    [InlineData("usr_0123456789abcdefghjkmnpqr'")]
    [InlineData("usr_0123456789abcdefghjkmnpqil")]
    [InlineData("usr-0123456789abcdefghjkmnpqrs")]
    public void What_is_no_id_is_refused(string? text) => Assert.False(UserId.TryParse(text, out _));

    [Fact]
    public void Any_text_that_parses_is_kept_as_it_is() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["0123456789abcdefghjkmnpqrstvwxyz_"], 20, 30].Select(s => "usr_" + s))
            .Sample(text => !UserId.TryParse(text, out var id) || (id.Value == text && id.Value.Length == 30));

    [Fact]
    public void Json_carries_an_id_as_text_and_refuses_another_kind()
    {
        var id = Id.New<UserId>(new TestClock());

        Assert.Equal($"\"{id}\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<UserId>($"\"{id}\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TenantId>($"\"{id}\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<UserId>("1"));
    }
}
