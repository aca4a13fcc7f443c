using Voxopsy.Reporting.Drawing;
using Voxopsy.Reporting.Tests.Figures;

namespace Voxopsy.Reporting.Tests.Drawing;

public sealed class LabelSpreadTests
{
    [Fact]
    public void Apart_LeavesLabelsWithRoomWhereTheyAre() =>
        Assert.Equal([10, 50, 90], LabelSpread.Apart([10, 50, 90], 16, 0, 100));

    [Fact]
    public void Apart_CentersTouchingLabels() =>
        Assert.Equal([42, 58], LabelSpread.Apart([49, 51], 16, 0, 100));

    [Fact]
    public void Apart_KeepsGapOrderAndLimits()
    {
        for (int count = 1; count <= 14; count++)
        {
            double[] wanted = [.. SampleNumbers.Sequence(count, count * 0.13).Select(value => value * 270)];
            double[] placed = LabelSpread.Apart(wanted, 16, 0, 270);
            int[] order = [.. Enumerable.Range(0, count).OrderBy(i => wanted[i])];

            for (int i = 1; i < count; i++)
            {
                Assert.True(placed[order[i]] - placed[order[i - 1]] >= 16 - 1e-9);
            }

            Assert.All(placed, place => Assert.InRange(place, -1e-9, 270 + 1e-9));
        }
    }
}
