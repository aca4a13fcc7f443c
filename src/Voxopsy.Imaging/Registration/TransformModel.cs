namespace Voxopsy.Imaging.Registration;

/// <summary>What a registration may do to the moving image.</summary>
public enum TransformModel
{
    /// <summary>Shift and turn: 6 parameters.</summary>
    Rigid,

    /// <summary>Shift, turn, scale and shear: 12 parameters.</summary>
    Affine,
}
