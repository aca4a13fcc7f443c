using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Reporting.Figures;
using Voxopsy.Reporting.Tests.Drawing;

namespace Voxopsy.Reporting.Tests.Figures;

/// <summary>What must hold for every figure, whatever names the data bring.</summary>
public sealed class FigureLayoutTests
{
    public static TheoryData<string> Names() => [.. SampleFigures.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_NeverTouchEachOther(string name)
    {
        ImmutableArray<(string Text, Frame Frame)> texts = TextPlaces.Of(SampleFigures.All[name].Draw());

        Assert.NotEmpty(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            for (int j = i + 1; j < texts.Length; j++)
            {
                Assert.False(Overlap(texts[i].Frame, texts[j].Frame), $"'{texts[i].Text}' {texts[i].Frame} touches '{texts[j].Text}' {texts[j].Frame}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_AreNeverCut(string name)
    {
        Scene scene = SampleFigures.All[name].Draw();

        Assert.All(TextPlaces.Of(scene), text =>
        {
            Assert.True(text.Frame.Left >= -0.5 && text.Frame.Right <= scene.Width + 0.5, $"'{text.Text}' leaves the width {scene.Width}: {text.Frame}");
            Assert.True(text.Frame.Top >= -0.5 && text.Frame.Bottom <= scene.Height + 0.5, $"'{text.Text}' leaves the height {scene.Height}: {text.Frame}");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_IsWellFormedAccessibleAndSelfContained(string name)
    {
        string svg = SampleFigures.All[name].ToSvg("one");

        XElement root = XDocument.Parse(svg).Root!;
        XNamespace space = "http://www.w3.org/2000/svg";
        Assert.Equal("img", root.Attribute("role")!.Value);
        Assert.Equal("one-t one-d", root.Attribute("aria-labelledby")!.Value);
        Assert.Equal(SampleFigures.All[name].Title, root.Element(space + "title")!.Value);
        Assert.Equal(SampleFigures.All[name].Description, root.Element(space + "desc")!.Value);
        Assert.DoesNotContain(root.DescendantsAndSelf(), element => element.Name.LocalName is "script" or "image" or "style" or "foreignObject");
        Assert.DoesNotContain("href", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", svg, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Svg_IsTheSameInEveryCulture(string name)
    {
        string expected = SampleFigures.All[name].ToSvg("one");
        CultureInfo before = Thread.CurrentThread.CurrentCulture;
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" };
        try
        {
            Thread.CurrentThread.CurrentCulture = comma;
            Assert.Equal(expected, SampleFigures.All[name].ToSvg("one"));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onload=\"alert(1)")]
    [InlineData("]]><!--&amp;")]
    [InlineData("a\0b\u0001c\ud800d\u202eevil")]
    [InlineData("肿瘤最大径（厘米）以及其他非常非常长的名称不能超出图形边界也不能与其他文字重叠")]
    [InlineData("a_very_long_column_name_without_any_space_that_does_not_fit_any_label_of_any_figure_at_all")]
    [InlineData("")]
    public void HostileNames_NeverBreakAFigure(string hostile)
    {
        RocFigure roc = SampleFigures.Roc();
        ForestFigure forest = SampleFigures.Forest();
        FlowFigure flow = SampleFigures.Flow();
        Figure[] figures =
        [
            roc with { Title = hostile, Panels = [.. roc.Panels.Select(panel => panel with { Heading = hostile, Curves = [.. panel.Curves.Select(curve => curve with { Name = hostile })] })] },
            forest with { Description = hostile, Rows = [.. forest.Rows.Select(row => row with { Name = hostile })] },
            flow with { Columns = [.. flow.Columns.Select(column => column with { Heading = hostile, Steps = [.. column.Steps.Select(step => step with { Lines = [hostile, hostile], Aside = [hostile] })] })] },
            SampleFigures.LassoPath() with { Paths = [.. SampleNumbers.Lasso().Paths.Select(path => path with { Feature = hostile })] },
            SampleFigures.Nomogram() with { ProbabilityLabel = hostile, Nomogram = SampleNumbers.Nomogram() with { Axes = [.. SampleNumbers.Nomogram().Axes.Select(axis => axis with { Predictor = hostile })] } },
        ];

        foreach (Figure figure in figures)
        {
            XElement root = XDocument.Parse(figure.ToSvg("one")).Root!;
            Assert.DoesNotContain(root.DescendantsAndSelf(), element => element.Name.LocalName == "script");
            Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
            Scene scene = figure.Draw();
            Assert.All(TextPlaces.Of(scene), text => Assert.True(text.Frame.Left >= -0.5 && text.Frame.Right <= scene.Width + 0.5, $"'{text.Text}' leaves the width"));
        }
    }

    [Fact]
    public void ToSvg_RefusesAnIdentityThatCouldBreakThePage() =>
        Assert.Contains("letters a-z, digits and hyphens", Assert.Throws<ArgumentException>(() => SampleFigures.Roc().ToSvg("a\"b")).Message, StringComparison.Ordinal);

    private static bool Overlap(Frame a, Frame b) =>
        a.Left < b.Right - 0.1 && b.Left < a.Right - 0.1 && a.Top < b.Bottom - 0.1 && b.Top < a.Bottom - 0.1;
}
