package dev.orderprocessing.inventory;

/** Why goods on hand became more or fewer. */
public enum MovementType {

	RECEIPT, ISSUE, ADJUSTMENT, TRANSFER, RETURN

}
