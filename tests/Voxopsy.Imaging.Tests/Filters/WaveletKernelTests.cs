using Voxopsy.Imaging.Filters;

namespace Voxopsy.Imaging.Tests.Filters;

/// <summary>What makes a filter the wavelet of its name.</summary>
public sealed class WaveletKernelTests
{
    public static TheoryData<string, int> Orthogonal()
    {
        TheoryData<string, int> wavelets = [];
        for (int order = 1; order <= 38; order++)
        {
            wavelets.Add($"db{order}", order);
        }

        for (int order = 2; order <= 20; order++)
        {
            wavelets.Add($"sym{order}", order);
        }

        for (int order = 1; order <= 17; order++)
        {
            wavelets.Add($"coif{order}", 2 * order);
        }

        return wavelets;
    }

    [Theory]
    [MemberData(nameof(Orthogonal))]
    public void Named_OrthogonalWavelet_IsOrthonormalAndBlindToPolynomials(string name, int vanishing)
    {
        WaveletKernel kernel = WaveletKernel.Named(name);
        double[] low = [.. kernel.LowPass];
        int length = low.Length;

        Assert.Equal(name.StartsWith("coif", StringComparison.Ordinal) ? 3 * vanishing : 2 * vanishing, length);
        Assert.Equal(Math.Sqrt(2), low.Sum(), 1e-9);
        for (int shift = 0; shift < length; shift += 2)
        {
            double product = Enumerable.Range(0, length - shift).Sum(i => low[i] * low[i + shift]);
            Assert.Equal(shift == 0 ? 1 : 0, product, 1e-9);
        }

        // Moments around the middle, on a scale where places lie between −1 and 1.
        for (int power = 0; power < vanishing; power++)
        {
            Assert.Equal(0, Enumerable.Range(0, length).Sum(i => kernel.HighPass[i] * Math.Pow((2.0 * i / (length - 1)) - 1, power)), 1e-9);
        }
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.3")]
    [InlineData("1.5")]
    [InlineData("2.2")]
    [InlineData("2.4")]
    [InlineData("2.6")]
    [InlineData("2.8")]
    [InlineData("3.1")]
    [InlineData("3.3")]
    [InlineData("3.5")]
    [InlineData("3.7")]
    [InlineData("3.9")]
    [InlineData("4.4")]
    [InlineData("5.5")]
    [InlineData("6.8")]
    public void Named_BiorthogonalWavelets_ReconstructEachOther(string orders)
    {
        WaveletKernel bior = WaveletKernel.Named("bior" + orders);
        WaveletKernel rbio = WaveletKernel.Named("rbio" + orders);
        double[] analysis = [.. bior.LowPass];
        double[] synthesis = [.. rbio.LowPass];
        int length = analysis.Length;

        Assert.Equal(Math.Sqrt(2), analysis.Sum(), 1e-12);
        Assert.Equal(0, bior.HighPass.Sum(), 1e-11);
        Assert.Equal(0, rbio.HighPass.Sum(), 1e-11);
        for (int shift = -length + 2; shift < length; shift += 2)
        {
            double product = Enumerable.Range(0, length).Where(i => i + shift >= 0 && i + shift < length).Sum(i => analysis[i] * synthesis[i + shift]);
            Assert.Equal(shift == 0 ? 1 : 0, product, 1e-9);
        }
    }

    /// <summary>Meyer's wavelet has no end; cut to 62 taps its norm is off by 0.2%.</summary>
    [Fact]
    public void Named_DiscreteMeyer_IsNearlyOrthonormal()
    {
        double[] low = [.. WaveletKernel.Named("dmey").LowPass];

        Assert.Equal(62, low.Length);
        Assert.Equal(Math.Sqrt(2), low.Sum(), 1e-6);
        for (int shift = 0; shift < low.Length; shift += 2)
        {
            Assert.Equal(shift == 0 ? 1 : 0, Enumerable.Range(0, low.Length - shift).Sum(i => low[i] * low[i + shift]), 3e-3);
        }
    }

    /// <summary>Which of the factorizations is meant, and its direction: the first taps of the tables of PyWavelets.</summary>
    [Theory]
    [InlineData("sym8", -0.0033824159510061256)]
    [InlineData("sym11", 0.00017172195069934854)]
    [InlineData("sym14", -2.5879090265397886e-05)]
    [InlineData("sym15", 9.7124197379633478e-06)]
    [InlineData("sym16", 6.2300067012207606e-06)]
    [InlineData("sym17", 4.297343327345983e-06)]
    [InlineData("sym18", 2.6126125564836423e-06)]
    [InlineData("sym19", 5.4877327682158382e-07)]
    [InlineData("sym20", 3.695537474835221e-07)]
    [InlineData("coif4", -1.7849850030882614e-06)]
    public void Named_Wavelet_BeginsAsPublished(string name, double first) => Assert.Equal(first, WaveletKernel.Named(name).LowPass[0], 2e-11);

    [Fact]
    public void Named_UnknownWavelet_IsRefusedWithWhatThereIs()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => WaveletKernel.Named("meyer"));

        Assert.Contains("sym2 to sym20", refused.Message, StringComparison.Ordinal);
    }
}
