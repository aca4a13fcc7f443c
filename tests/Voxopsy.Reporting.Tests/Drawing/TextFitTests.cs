using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Tests.Drawing;

public sealed class TextFitTests
{
    [Fact]
    public void Wrap_BreaksBetweenWordsAndBetweenChineseLetters()
    {
        Assert.Equal(["one two", "three"], TextFit.Wrap("one two three", TextStyle.Note, 50));
        Assert.Equal(["肿瘤", "直径"], TextFit.Wrap("肿瘤直径", TextStyle.Note, 25));
        Assert.Equal(["shape_", "volume"], TextFit.Wrap("shape_volume", TextStyle.Note, 50));
    }

    [Theory]
    [InlineData("a_short_name")]
    [InlineData("averyverylongwordwithoutanyplacetobreak and more")]
    [InlineData("平均灰度值的第十百分位数 mean")]
    [InlineData("🫁🫁🫁🫁🫁🫁🫁🫁")]
    public void Results_NeverExceedTheWidth(string text)
    {
        for (double width = 20; width < 400; width += 13)
        {
            Assert.All(TextFit.Wrap(text, TextStyle.Note, width), line => Assert.True(TextWidth.Of(line, TextStyle.Note) <= width, $"'{line}' is wider than {width}"));
            Assert.True(TextWidth.Of(TextFit.Shorten(text, TextStyle.Note, width), TextStyle.Note) <= width);
        }
    }

    [Fact]
    public void Shorten_LeavesShortTextAlone() => Assert.Equal("age", TextFit.Shorten("age", TextStyle.Note, 100));
}
