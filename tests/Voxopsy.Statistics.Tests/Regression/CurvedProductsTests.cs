using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Tests.Regression;

public sealed class CurvedProductsTests
{
    [Theory]
    [InlineData(1, 0, 17)]
    [InlineData(16, 0, 192)]
    [InlineData(37, 0, 401)]
    [InlineData(37, 20, 193)]
    public void Fill_AnySize_GivesThePlainProducts(int columns, int first, int rows)
    {
        SeededRandom random = new SeededRandom(columns + rows).For("products");
        Matrix x = Matrix.FromColumnMajor(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextNormal())]);
        PathDesign design = PathDesign.Of(x, Enumerable.Range(0, rows).ToArray(), new ElasticNetSettings { Standardize = false }, hasOnes: false);
        BinomialPathFamily family = new([.. Enumerable.Range(0, rows).Select(i => i % 3 == 0 ? 1.0 : 0.0)], hasIntercept: true);
        family.Evaluate([.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())]);
        family.KeepCurvature();
        List<int> members = [.. Enumerable.Range(0, columns)];
        int stride = columns + CurvedProducts.Overhang;
        double[] found = new double[(columns + 1) * stride];
        new CurvedProducts(design, family).Fill(members, first, found, stride);

        double[] curved = new double[rows];
        for (int i = first; i < columns; i++)
        {
            family.Curve(design.Column(i), 0, curved);
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(VectorMath.DotScalar(curved, design.Column(j)), found[(i * stride) + j], 1e-12);
            }
        }
    }
}
