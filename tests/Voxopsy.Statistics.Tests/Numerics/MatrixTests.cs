using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.Numerics;

public sealed class MatrixTests
{
    [Fact]
    public void CrossProduct_OfASmallMatrix_IsTheProductOfTransposeAndMatrix()
    {
        Matrix matrix = Matrix.FromColumns([1, 2, 3], [4, 5, 7]);

        Matrix product = matrix.CrossProduct();

        Assert.Equal([14, 35], product.Column(0).ToArray());
        Assert.Equal([35, 90], product.Column(1).ToArray());
        Assert.Equal(product.Column(1).ToArray(), matrix.Transpose().Multiply(matrix).Column(1).ToArray());
    }

    [Fact]
    public void FromColumns_OfDifferentLengths_NamesTheColumn()
    {
        ArgumentException problem = Assert.Throws<ArgumentException>(() => Matrix.FromColumns([1, 2], [1]));

        Assert.StartsWith("Column 1 has 1 values, but column 0 has 2.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(100)]
    public void VectorLoops_AnyLength_AgreeWithThePlainOnes(int length)
    {
        SeededRandom random = new SeededRandom(1).For("vectors");
        double[] x = Draw(random, length);
        double[] y = Draw(random, length);
        double[] w = Draw(random, length);

        Assert.Equal(VectorMath.DotScalar(x, y), VectorMath.Dot(x, y), 1e-12);
        Assert.Equal(VectorMath.WeightedDotScalar(w, x, y), VectorMath.WeightedDot(w, x, y), 1e-12);
        double[] sum = [.. y];
        VectorMath.AddScaled(3, x, sum);
        Assert.All(Enumerable.Range(0, length), i => Assert.Equal((3 * x[i]) + y[i], sum[i], 1e-14));
        Assert.Equal(x.Sum(), VectorMath.Sum(x), 1e-12);
    }

    [Fact]
    public void Cholesky_OfAPositiveDefiniteMatrix_SolvesAndInverts()
    {
        SeededRandom random = new SeededRandom(2).For("cholesky");
        Matrix factors = Matrix.FromColumnMajor(30, 6, Draw(random, 180));
        Matrix square = factors.CrossProduct();

        Assert.True(Cholesky.TryFactor(square, out Cholesky? cholesky));
        double[] solution = cholesky.Solve([1, 2, 3, 4, 5, 6]);
        Assert.All(square.Multiply(solution).Select((value, i) => value - (i + 1)), difference => Assert.Equal(0, difference, 1e-12));
        Assert.Equal(1, square.Multiply(cholesky.Inverse())[3, 3], 1e-12);
        Assert.False(Cholesky.TryFactor(Matrix.FromColumns([1, 2], [2, 1]), out _));
    }

    [Fact]
    public void Qr_WithADependentColumn_NamesItAndSolvesWithTheRest()
    {
        SeededRandom random = new SeededRandom(3).For("qr");
        double[] a = Draw(random, 20);
        double[] b = Draw(random, 20);
        double[] sum = [.. a.Zip(b, (x, y) => x - (2 * y))];
        double[] c = Draw(random, 20);
        QrDecomposition decomposition = QrDecomposition.Of(Matrix.FromColumns(a, b, sum, c));

        Assert.Equal(3, decomposition.Rank);
        Assert.Equal([2], decomposition.DependentColumns);
        double[] coefficients = decomposition.Solve([.. Enumerable.Range(0, 20).Select(i => (3 * a[i]) + b[i] - (4 * c[i]))]);
        Assert.Equal([3, 1, 0, -4], coefficients.Select(value => Math.Round(value, 10)));
    }

    [Fact]
    public void Qr_InverseCrossProduct_InvertsTheCrossProduct()
    {
        Matrix matrix = Matrix.FromColumnMajor(25, 4, Draw(new SeededRandom(4), 100));

        Matrix identity = matrix.CrossProduct().Multiply(QrDecomposition.Of(matrix).InverseCrossProduct());

        for (int j = 0; j < 4; j++)
        {
            Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(i == j ? 1 : 0, identity[i, j], 1e-12));
        }
    }

    private static double[] Draw(SeededRandom random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextNormal())];
}
