using System.Text.Json;

namespace Everlatch.Storage.Tests;

/// <summary>Columns that hold a list of words come back as they were written, and nothing else is taken for one.</summary>
public sealed class JsonTests
{
    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("openid", "offline_access")]
    [InlineData("a\"b", "\\", "\n", "ä", "\ud83d\ude00", "https://api.example/?a=b&c=<d>")]
    public void Words_come_back_as_they_were_written(params string[] words) =>
        Assert.Equal(words, Json.Strings(Json.Write(words)));

    [Theory]
    [InlineData("[ ]")]
    [InlineData(" [ \"a\" , \"b\" ] ")]
    public void White_space_means_nothing(string json) => Assert.Equal(Json.Read<string[]>(json), Json.Strings(json));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"a\"")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[\"a\",1]")]
    [InlineData("[\"a\",[]]")]
    [InlineData("[\"a\"")]
    [InlineData("[\"a\"]]")]
    [InlineData("[\"a\"] \"b\"")]
    public void Anything_else_is_no_list_of_words(string json) => Assert.ThrowsAny<JsonException>(() => Json.Strings(json));
}
