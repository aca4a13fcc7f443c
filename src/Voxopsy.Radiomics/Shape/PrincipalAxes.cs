using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Shape;

/// <summary>Variances of the voxel centers of a region along its principal axes, in mm², falling.</summary>
/// <param name="Major">Largest.</param>
/// <param name="Minor">In between.</param>
/// <param name="Least">Smallest.</param>
internal readonly record struct PrincipalAxes(double Major, double Minor, double Least)
{
    internal static PrincipalAxes Of(Mask mask)
    {
        IndexMoments moments = IndexMoments.Of(mask);
        double[,] index = moments.Covariance();
        Affine step = mask.Grid.VoxelToPatient;
        double[,] map = { { step.X.X, step.Y.X, step.Z.X }, { step.X.Y, step.Y.Y, step.Z.Y }, { step.X.Z, step.Y.Z, step.Z.Z } };
        double[,] patient = new double[3, 3];
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                for (int i = 0; i < 3; i++)
                {
                    for (int j = 0; j < 3; j++)
                    {
                        patient[row, column] += map[row, i] * index[i, j] * map[column, j];
                    }
                }
            }
        }

        double[] eigenvalues = SymmetricEigen.Values(patient);
        return new PrincipalAxes(eigenvalues[2], eigenvalues[1], eigenvalues[0]);
    }
}
