using Voxopsy.Radiomics.Intensity;

namespace Voxopsy.Radiomics.Tests.Intensity;

public sealed class OrderStatisticsTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(100_003)]
    public void Percentiles_ManyValues_EqualThoseOfTheSortedList(int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => Math.Sin(i * 12.9898) * 43758.5453 % 17)];
        double[] sorted = [.. values.Order()];
        double[] percents = [0, 10, 33.3, 50, 90, 100];

        double[] actual = OrderStatistics.Percentiles(values, percents);

        for (int i = 0; i < percents.Length; i++)
        {
            double place = percents[i] / 100 * (count - 1);
            double low = sorted[(int)place];
            double high = sorted[Math.Min((int)place + 1, count - 1)];
            Assert.Equal(low + ((high - low) * (place - Math.Floor(place))), actual[i], 1e-9);
        }
    }
}
