/* blocklist.txt as it stands, with a NUL behind it. */
	.section .rodata
	.globl password_blocklist
password_blocklist:
	.incbin BLOCKLIST
	.byte 0
	.section .note.GNU-stack,"",%progbits
