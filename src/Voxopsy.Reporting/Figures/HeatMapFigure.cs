using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Reporting.Tables;

namespace Voxopsy.Reporting.Figures;

/// <summary>A square table of correlations as colours from −1 to 1; numbers stand in the cells while there is room.</summary>
public sealed record HeatMapFigure : Figure
{
    private const double LargestSide = 460;
    private const double MostNames = 190;
    private const int MostWritten = 14;

    /// <summary>Gets the name of each row and column.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>Gets the values within [−1, 1], one array a row; <see cref="double.NaN"/> cells stay gray.</summary>
    public required ImmutableArray<ImmutableArray<double>> Values { get; init; }

    /// <summary>Gets the name of the colour bar, such as <c>Spearman correlation</c>.</summary>
    public required string ScaleLabel { get; init; }

    internal override Scene Draw()
    {
        double cell = Math.Clamp(LargestSide / Math.Max(1, Names.Length), 14, 40);
        double names = Math.Min(MostNames, TextWidth.Widest(Names, TextStyle.Tick));
        double left = names + 14;
        double side = cell * Names.Length;
        SceneBuilder scene = new();
        for (int row = 0; row < Names.Length; row++)
        {
            string name = TextFit.Shorten(Names[row], TextStyle.Tick, MostNames);
            double middle = 8 + ((row + 0.5) * cell);
            scene.Text(left - 6, middle + 4, name, TextStyle.Tick, TextAnchor.End);
            scene.Text(left + ((row + 0.5) * cell) + 4, 8 + side + 8, name, TextStyle.Tick, TextAnchor.End, rotation: -90);
            for (int column = 0; column < Names.Length; column++)
            {
                Cell(scene, Values[row][column], new Frame(left + (column * cell), 8 + (row * cell), cell, cell));
            }
        }

        Bar(scene, left + side + 26, side);
        return scene.Build(left + side + 100, 8 + side + names + 16, Title, Description);
    }

    private void Cell(SceneBuilder scene, double value, Frame frame)
    {
        scene.Box(frame, new Fill(double.IsNaN(value) ? Palette.Pale : Palette.Diverging(value)), new Stroke(Palette.Paper, 0.8));
        if (Names.Length <= MostWritten)
        {
            TextStyle style = new(10.5, Math.Abs(value) > 0.7 ? Palette.Paper : Palette.Ink);
            scene.Text(frame.CenterX, frame.CenterY + 4, NumberText.Fixed(value, 2).Replace("0.", ".", StringComparison.Ordinal), style, TextAnchor.Middle);
        }
    }

    private void Bar(SceneBuilder scene, double left, double side)
    {
        double height = Math.Max(80, Math.Min(side, 200));
        const int Steps = 40;
        for (int i = 0; i < Steps; i++)
        {
            scene.Box(new Frame(left, 8 + (i * height / Steps), 14, (height / Steps) + 0.5), new Fill(Palette.Diverging(1 - (2.0 * i / (Steps - 1)))));
        }

        for (int i = 0; i < 3; i++)
        {
            scene.Text(left + 19, 8 + (i * height / 2) + 4, TickChoice.Text(1 - i, 0), TextStyle.Tick);
        }

        scene.Text(left + 52, 8 + (height / 2), TextFit.Shorten(ScaleLabel, TextStyle.Tick, height + 20), TextStyle.Tick, TextAnchor.Middle, rotation: -90);
    }
}
